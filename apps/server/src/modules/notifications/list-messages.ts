import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { MessageFilter, MessageState, Messages } from './contract.ts';
import { KEEPER, ofWholeCity } from './keeper.ts';
import { messageRows } from './message-rows.ts';
import { messageView } from './view.ts';

/** What went out of the house or is about to, the newest first. */
export const listMessages = operation({
  name: 'notifications.list-messages',
  may: KEEPER,
  input: MessageFilter,
  output: Messages,
  run: async ({ tx, actor: { tenantId }, scope, input }) => {
    ofWholeCity(scope);
    const before = readCursor(input.cursor);
    const rows = await messageRows(tx, tenantId)
      .$if(input.state !== undefined, (some) => some.where('message.state', '=', input.state!))
      .$if(input.channel !== undefined, (some) => some.where('message.channel', '=', input.channel!))
      .$if(before !== null, (some) => some.where('message.id', '<', before!))
      .orderBy('message.id', 'desc')
      .limit(input.limit + 1)
      .execute();
    const counts = await tx
      .selectFrom('message')
      .where('tenant_id', '=', tenantId)
      .groupBy('state')
      .select(['state', sql<number>`count(*)`.as('count')])
      .execute();
    const page = rows.slice(0, input.limit);
    const countOf = (state: MessageState) => counts.find((row) => row.state === state)?.count ?? 0;
    return {
      messages: page.map(messageView),
      counts: Object.fromEntries(MessageState.options.map((state) => [state, countOf(state)])) as Record<
        MessageState,
        number
      >,
      nextCursor: rows.length > page.length ? Buffer.from(page.at(-1)!.id).toString('base64url') : null,
    };
  },
});

function readCursor(cursor: string | undefined): string | null {
  if (!cursor) return null;
  const id = z.uuid().safeParse(Buffer.from(cursor, 'base64url').toString());
  if (!id.success) throw new AppError('INPUT_INVALID', '翻页位置不对，请从第一页重新打开。');
  return id.data;
}
