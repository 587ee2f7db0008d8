import { Uuid } from '../../contract.ts';
import { newId } from '../../platform/ids.ts';
import { operation } from '../../platform/operation.ts';
import { aboutReport } from '../reports/index.ts';
import { BulkAcceptRequest, Edited } from './contract.ts';
import { conflict, lockDraft, rowOf, writeStep } from './edit-breakdown.ts';
import { sentencesAccepted } from './events.ts';
import { apply } from './lifecycle.ts';
import { EDITORS } from './policy.ts';

/** Takes the engine's proposal for every pending sentence (or those given), in one transaction. */
export const bulkAccept = operation({
  name: 'breakdowns.bulk-accept',
  permission: 'breakdowns.edit',
  may: EDITORS,
  leaves: [sentencesAccepted],
  input: BulkAcceptRequest.extend({ reportId: Uuid }),
  target: aboutReport,
  output: Edited,
  run: async (call) => {
    const { reportId, sentences, revision } = call.input;
    const loaded = await lockDraft(call, reportId);
    // What somebody decided or took back after the author looked must not be swept along.
    const meant =
      sentences?.map((id) => rowOf(loaded, id)) ??
      [...loaded.rows.values()].filter((row) => row.disposition === 'pending');
    const overtaken = meant.find((row) => row.touched > revision);
    if (overtaken) throw await conflict(call.tx, loaded, overtaken, '批量接受没有执行，请看过现在的内容后再试');
    const step = apply(loaded.state, { kind: 'bulk-accept', ...(sentences ? { sentences } : {}) }, newId);
    return writeStep(call, loaded, { type: sentencesAccepted }, step.after);
  },
});
