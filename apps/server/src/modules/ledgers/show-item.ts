import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { business } from '../../platform/permission.ts';
import { aboutItem, OfItem } from './belonging.ts';
import { ItemDetail } from './contract.ts';
import { historyOf } from './history.ts';
import { itemEvidence } from './item-evidence.ts';
import { itemRow } from './queries.ts';
import { itemViews } from './view.ts';

export const showItem = operation({
  name: 'ledgers.show-item',
  may: business('line'),
  input: OfItem,
  target: aboutItem,
  output: ItemDetail,
  run: async ({ tx, clock, actor: { tenantId }, scope, input }) => {
    const row = await itemRow(tx, tenantId, input.itemId);
    const [item] = row ? await itemViews(tx, tenantId, [row], clock.today()) : [];
    if (!item) throw new AppError('NOT_FOUND', aboutItem.missing);
    return {
      ...item,
      evidence: await itemEvidence(tx, tenantId, item.id, scope),
      history: await historyOf(tx, tenantId, item),
    };
  },
});
