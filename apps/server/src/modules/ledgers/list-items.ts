import { z } from 'zod';
import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { business } from '../../platform/permission.ts';
import { ItemFilter, Items } from './contract.ts';
import { countItems, itemPage } from './queries.ts';
import { itemViews } from './view.ts';

/** A page of the supervision ledger. */
export const listItems = operation({
  name: 'ledgers.list-items',
  may: business('line'),
  input: ItemFilter,
  output: Items,
  run: async ({ tx, clock, actor: { tenantId }, scope, input }) => {
    // One more than asked tells whether there is a next page.
    const rows = await itemPage(tx, tenantId, input, {
      scope,
      after: readCursor(input.cursor),
      limit: input.limit + 1,
    });
    const page = rows.slice(0, input.limit);
    return {
      items: await itemViews(tx, tenantId, page, clock.today()),
      total: await countItems(tx, tenantId, input, scope),
      nextCursor: rows.length > page.length ? writeCursor(page.at(-1)?.id ?? '') : null,
    };
  },
});

const writeCursor = (id: string): string => Buffer.from(id).toString('base64url');

function readCursor(cursor: string | undefined): string | null {
  if (!cursor) return null;
  const id = z.uuid().safeParse(Buffer.from(cursor, 'base64url').toString());
  if (!id.success) throw new AppError('INPUT_INVALID', '翻页位置不对，请从第一页重新打开。');
  return id.data;
}
