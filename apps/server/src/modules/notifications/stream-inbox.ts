import { z } from 'zod';
import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import type { Platform } from '../../platform/platform.ts';
import type { StreamEvents } from './contract.ts';
import type { Hub } from './hub.ts';
import { changedSince, inboxOf } from './inbox.ts';
import { OWN } from './own.ts';

/** More than that at once is not sent one by one. */
const MOST = 50;
const Change = z.coerce.number().int().min(0);

/**
 * The person's inbox as server-sent events, from the change named on. What is sent is read from the database by the number
 * of the change, so a stream that goes on where another broke off leaves nothing out and says nothing twice.
 */
export const streamInbox = (platform: Platform, hub: Hub) =>
  operation({
    name: 'notifications.stream',
    may: OWN,
    input: z.object({
      after: Change.optional(),
      lastEventId: Change.optional(),
      /** Ends with what there is now, where a line that stays open is of no use. */
      once: z.literal('true').optional(),
    }),
    output: 'stream',
    run: async ({ tx, actor: { tenantId, personId, sessionId }, input }) => {
      if (personId === null || sessionId === null)
        throw new AppError('NOT_ALLOWED', '实时通知只供网页使用；程序请定时读取 /api/notifications。');
      const from = input.lastEventId ?? input.after ?? (await inboxOf(tx, tenantId, personId)).change;
      return {
        async stream(send, signal) {
          const tell = <Name extends keyof typeof StreamEvents>(
            event: Name,
            data: z.input<(typeof StreamEvents)[Name]>,
            id?: number,
          ) => send({ event, data, ...(id === undefined ? {} : { id: String(id) }) });
          const seat = hub.take(personId, sessionId, signal);
          try {
            seat.at = from;
            for (let first = true; !signal.aborted; first = false) {
              const { inbox, changed } = await platform.db.transaction(tenantId, (look) =>
                changedSince(look, tenantId, personId, seat.at, MOST),
              );
              for (const notification of changed ?? [])
                await tell('notification', { notification, unread: inbox.unread }, notification.change);
              if (!changed) await tell('reload', inbox, inbox.change);
              else if (first) await tell('inbox', inbox, inbox.change);
              seat.at = inbox.change;
              if (input.once) return;
              const ending = await seat.wait();
              if (ending) return await tell('end', { reason: ending });
            }
          } finally {
            seat.leave();
          }
        },
      };
    },
  });
