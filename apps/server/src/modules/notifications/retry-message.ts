import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { Message } from './contract.ts';
import { messageRetried } from './events.ts';
import { KEEPER, ofTheCity } from './keeper.ts';
import { mayRetry } from './lifecycle.ts';
import { messageRows } from './message-rows.ts';
import { restart } from './message-state.ts';
import { messageView } from './view.ts';

/** Sends once more what was given up or may not have arrived. */
export const retryMessage = operation({
  name: 'notifications.retry-message',
  may: KEEPER,
  leaves: [messageRetried],
  target: {
    missing: '没有这条消息，请刷新页面。',
    find: (tx, tenantId, { messageId }) => ofTheCity(tx, tenantId, 'message', messageId),
  },
  input: z.object({ messageId: Uuid }),
  output: Message,
  run: async ({ tx, actor, clock, input: { messageId } }) => {
    const { tenantId } = actor;
    const one = () => messageRows(tx, tenantId).where('message.id', '=', messageId);
    const before = await one().forUpdate('message').executeTakeFirstOrThrow();
    if (!mayRetry(before.state))
      throw new AppError('EDIT_CONFLICT', '这条消息正在发送或已经发出，不需要重发。请刷新页面查看。');
    await restart(tx, { tenantId, clock }, messageId);
    await record(tx, {
      actor,
      clock,
      type: messageRetried,
      subject: messageId,
      before: { state: before.state, attempts: before.attempts },
      after: { state: 'waiting', attempts: 0 },
    });
    return messageView(await one().executeTakeFirstOrThrow());
  },
});
