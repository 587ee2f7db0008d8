import { Uuid } from '../../contract.ts';
import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { business } from '../../platform/permission.ts';
import { evidenceRow, openEvidence } from '../evidence/index.ts';
import { evidenceBelonging, OfItem } from './belonging.ts';

const MISSING = '这个事项没有这份佐证材料。请从事项页面重新打开。';

/** The content of one piece of evidence on an item. */
export const showEvidence = operation({
  name: 'ledgers.show-evidence',
  may: business('line'),
  input: OfItem.extend({ evidenceId: Uuid }),
  target: {
    missing: MISSING,
    checksItself: true,
    find: (tx, tenantId, { itemId }) => evidenceBelonging(tx, tenantId, itemId),
  },
  output: 'file',
  run: async ({ tx, actor, files, input }) => {
    const row = await evidenceRow(tx, actor.tenantId, input.evidenceId);
    // Judged was the item: evidence on another must not be opened by its address.
    if (row?.subject_kind !== 'item' || row.subject_id !== input.itemId) throw new AppError('NOT_FOUND', MISSING);
    return openEvidence(files, row);
  },
});
