import { AppError } from '../../platform/errors.ts';
import { MOST_BYTES } from '../../platform/files/content-kind.ts';
import { operation } from '../../platform/operation.ts';
import { Evidence } from '../evidence/contract.ts';
import { keepEvidence, prepareEvidence } from '../evidence/index.ts';
import { record } from '../record/index.ts';
import { aboutItem, OfItem } from './belonging.ts';
import { evidenceHandedIn } from './events.ts';
import { evidenceViews } from './item-evidence.ts';

/** Whoever has an assignment hands in evidence for the item; so does the office that issued it. */
export const handInEvidence = operation({
  name: 'ledgers.hand-in-evidence',
  may: { reporter: 'organisation', approver: 'organisation', supervision: 'organ' },
  leaves: [evidenceHandedIn],
  input: OfItem,
  target: aboutItem,
  output: Evidence,
  status: 201,
  upload: { field: 'file', maxBytes: MOST_BYTES.video },
  prepare: prepareEvidence,
  run: async ({ tx, actor, clock, files, input: { itemId }, prepared, scope }) => {
    // No foreign key leads from evidence to what it is for.
    if (!(await aboutItem.find(tx, actor.tenantId, { itemId }))) throw new AppError('NOT_FOUND', aboutItem.missing);
    const row = await keepEvidence({ tx, actor, clock, files }, { kind: 'item', id: itemId }, prepared);
    const [view] = await evidenceViews(tx, actor.tenantId, [row], scope);
    await record(tx, {
      actor,
      clock,
      type: evidenceHandedIn,
      subject: itemId,
      before: null,
      after: {
        evidenceId: row.id,
        fileName: row.file_name,
        kind: row.kind,
        sha256: row.received_sha256,
        scan: row.scan,
        repeats: view!.repeats.count,
      },
    });
    return view!;
  },
});
