/** What the ledger leaves in the record. */
import { z } from 'zod';
import { eventType } from '../record/index.ts';

export const itemIssued = eventType({
  name: 'ledgers.issue',
  label: '印发，列入台账',
  subject: 'item',
  data: z.object({
    number: z.string(),
    position: z.int(),
    documentNumber: z.string(),
    wording: z.string(),
    original: z.string(),
    sectionPath: z.array(z.string()),
    targets: z.array(z.string()),
    leads: z.array(z.string()),
    supports: z.array(z.string()),
    sponsor: z.object({ id: z.string(), title: z.string() }).nullable(),
    due: z.string(),
    quarters: z.array(z.object({ quarter: z.int(), text: z.string() })),
    anchors: z.array(z.object({ sentence: z.string(), start: z.int(), end: z.int() })),
  }),
});
