/** What every room's wire shares: the error body, pages, spans. The web and the CLI import this. */
import { z } from 'zod';

export const Uuid = z.uuid();
export const BusinessDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期应写成 2026-03-31 的样子');

export const Span = z.object({ start: z.int().min(0), end: z.int().min(0) });
export type Span = z.infer<typeof Span>;

/** Every refusal has this body. `message` says in Chinese what is wrong, where, and what to do. */
export const ErrorBody = z.object({
  code: z.string(),
  message: z.string(),
  /** Per-code facts: field paths, the current row on a conflict, the address of the existing report … */
  details: z.record(z.string(), z.unknown()).optional(),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

/** A header that every write carries; the same key again gets the first answer again. */
export const IDEMPOTENCY_HEADER = 'idempotency-key';
