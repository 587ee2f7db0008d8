/** What the ledger leaves in the record. */
import { z } from 'zod';
import { EvidenceKind, Scan } from '../evidence/contract.ts';
import { eventType } from '../record/index.ts';

export const itemIssued = eventType({
  name: 'ledgers.issue',
  label: '印发，列入台账',
  subject: 'item',
  data: z.object({
    number: z.string().meta({ title: '编号' }),
    position: z.int().meta({ title: '顺序' }),
    documentNumber: z.string().meta({ title: '印发文号' }),
    wording: z.string().meta({ title: '事项内容' }),
    original: z.string(),
    sectionPath: z.array(z.string()),
    targets: z.array(z.string()),
    leads: z.array(z.string()).meta({ title: '牵头单位', names: 'organisation' }),
    supports: z.array(z.string()).meta({ title: '配合单位', names: 'organisation' }),
    sponsor: z
      .object({ id: z.string().meta({ title: '姓名', names: 'person' }), title: z.string().meta({ title: '职务' }) })
      .nullable()
      .meta({ title: '牵头领导' }),
    due: z.string().meta({ title: '完成时限' }),
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
