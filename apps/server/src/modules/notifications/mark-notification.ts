import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import { operation } from '../../platform/operation.ts';
import { Inbox, NotificationState } from './contract.ts';
import { changeInboxes, inboxOf } from './inbox.ts';
import { OWN, ownNotification } from './own.ts';

/** Read, unread again, or put away. */
export const markNotification = operation({
  name: 'notifications.mark',
  may: OWN,
  leaves: 'nothing',
  target: ownNotification,
  input: z.object({ notificationId: Uuid, state: NotificationState }),
  output: Inbox,
  run: async ({ tx, actor, clock, input }) => {
    const { tenantId } = actor;
    const personId = actor.personId!;
    const changes = await changeInboxes(tx, tenantId, [personId]);
    await tx
      .updateTable('notification')
      .set({
        state: input.state,
        change: changes.get(personId)!,
        seen_at: input.state === 'unread' ? null : clock.now(),
      })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', input.notificationId)
      .where('person_id', '=', personId)
      .execute();
    return inboxOf(tx, tenantId, personId);
  },
});
