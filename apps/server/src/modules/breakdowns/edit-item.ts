import { Uuid } from '../../contract.ts';
import { operation } from '../../platform/operation.ts';
import { aboutReport } from '../reports/index.ts';
import { checkDay, checkNames } from './check-names.ts';
import { Edited, EditItemRequest } from './contract.ts';
import { editBreakdown } from './edit-breakdown.ts';
import { itemEdited } from './events.ts';
import { EDITORS, OfSentence } from './policy.ts';

/** Changes an item in the making; on a pending sentence this accepts it first. */
export const editItem = operation({
  name: 'breakdowns.edit-item',
  permission: 'breakdowns.edit',
  may: EDITORS,
  leaves: [itemEdited],
  input: EditItemRequest.extend({ ...OfSentence, itemId: Uuid }),
  target: aboutReport,
  output: Edited,
  run: async (call) => {
    const { reportId, sentence, itemId, rowVersion, ...given } = call.input;
    await checkNames(call, given);
    checkDay(given.due, '完成时限');
    // Absent is not the same as empty: only what was sent is changed.
    const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const action = { kind: 'edit-item' as const, sentence, item: itemId, change };
    return editBreakdown(call, {
      type: itemEdited,
      reportId,
      seen: [{ sentence, rowVersion }],
      action,
    });
  },
});
