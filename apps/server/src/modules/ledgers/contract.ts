import { z } from 'zod';
import { BusinessDate, Span, Uuid } from '../../contract.ts';
import { Evidence } from '../evidence/contract.ts';
import { HistoryEvent } from '../record/contract.ts';

/** Role of an organisation in an item. */
export const AssignmentRole = z.enum(['lead', 'joint_lead', 'support']);
export const Assignment = z.object({
  /** As it was called when the item was issued; `now` is what has become of it since, null where nothing has. */
  organisation: z.object({ id: Uuid, name: z.string(), now: z.string().nullable() }),
  role: AssignmentRole,
});

export const Anchor = Span.extend({
  reportId: Uuid,
  sentence: z.string(),
  reference: z.string(),
  text: z.string(),
  label: z.string(),
});

export const Item = z.object({
  id: Uuid,
  kind: z.literal('supervision'),
  /** 1, 2, 3 … in its issuance. */
  position: z.int(),
  /** 河政督〔2026〕12号: from the counter of (organ, kind, year). */
  number: z.string(),
  wording: z.string(),
  original: z.string(),
  sectionPath: z.array(z.string()),
  /** 量化目标: the figures inside it, as phrases. */
  targets: z.array(z.string()),
  assignments: z.array(Assignment),
  sponsor: z.object({ id: Uuid, name: z.string(), title: z.string() }).nullable(),
  due: BusinessDate.nullable(),
  quarters: z.array(z.object({ quarter: z.int(), text: z.string() })),
  anchors: z.array(Anchor),
  documentNumber: z.string(),
  reportId: Uuid,
});
export type Item = z.infer<typeof Item>;

export const ItemFilter = z.object({
  q: z.string().trim().optional(),
  organisationId: Uuid.optional(),
  reportId: Uuid.optional(),
  /** Opaque; from the page before. */
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const Items = z.object({ items: z.array(Item), total: z.int(), nextCursor: z.string().nullable() });

export const ItemDetail = Item.extend({
  /** Only for those of the own government and whoever has an assignment. */
  evidence: z.array(Evidence),
  history: z.array(HistoryEvent),
});

/*
 GET /api/ledgers/supervision/items          ItemFilter -> Items
 GET /api/ledgers/supervision/items/:itemId  -> ItemDetail
 POST /api/ledgers/supervision/items/:itemId/evidence             multipart: file -> 201 Evidence
 GET /api/ledgers/supervision/items/:itemId/evidence/:evidenceId  -> file
 GET /api/ledgers/supervision/items.xlsx     ItemFilter -> file
*/
