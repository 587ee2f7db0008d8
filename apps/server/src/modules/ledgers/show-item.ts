import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { business } from '../../platform/permission.ts';
import { ItemDetail } from './contract.ts';
import { historyOf } from './history.ts';
import { itemRow } from './queries.ts';
import { itemViews } from './view.ts';

export const showItem = operation({
  name: 'ledgers.show-item',
  may: business('line'),
  input: z.object({ itemId: Uuid }),
  output: ItemDetail,
  run: async ({ tx, actor: { tenantId }, input }) => {
    const row = await itemRow(tx, tenantId, input.itemId);
    const [item] = row ? await itemViews(tx, tenantId, [row]) : [];
    if (!item) throw new AppError('NOT_FOUND', '台账上没有这个事项，请从督办台账重新打开。');
    return { ...item, history: await historyOf(tx, tenantId, item) };
  },
});
