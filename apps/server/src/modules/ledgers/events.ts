/** What the ledger leaves in the record. */
import { z } from 'zod';
import { EvidenceKind, Scan } from '../evidence/contract.ts';
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

export const evidenceHandedIn = eventType({
  name: 'ledgers.hand-in-evidence',
  label: '上传佐证材料',
  subject: 'item',
  data: z.object({
    evidenceId: z.string(),
    fileName: z.string().meta({ title: '佐证材料' }),
    kind: EvidenceKind,
    sha256: z.string(),
    scan: Scan,
    repeats: z.int(),
  }),
});
