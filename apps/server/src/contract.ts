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

/**
 * How typed words find a name: characters of the name in order, full pinyin, initials, or a mixture of them (市fgw, faigai,
 * 发gai). A pattern for an `Organisation.pinyin` or a person's, the same in JavaScript and in SQL; null finds everything.
 */
export function namePattern(typed: string): string | null {
  const characters = [...typed.toLowerCase().replace(/['’\s]/gu, '')];
  if (characters.length === 0) return null;
  let pattern = '(^| )';
  let before: 'start' | 'letter' | 'character' = 'start';
  for (const character of characters) {
    const letter = /[a-z0-9]/.test(character);
    const own = character.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    // A name's characters are "字:zi", with a blank between them and " / " between names.
    const next = letter ? `[^ /]:${own}` : `${own}:`;
    const onwards = letter ? '[^ ]* ' : '[^/]* ';
    if (before === 'start') pattern += next;
    else if (letter && before === 'letter') pattern += `(${own}|${onwards}${next})`;
    else pattern += `${onwards}${next}`;
    before = letter ? 'letter' : 'character';
  }
  return pattern;
}
