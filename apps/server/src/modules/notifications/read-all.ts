import { sql } from 'kysely';
import { z } from 'zod';
import { operation } from '../../platform/operation.ts';
import { Inbox } from './contract.ts';
import { changeInboxes, inboxOf } from './inbox.ts';
import { OWN } from './own.ts';

/** Marks as read whatever was unread when the page was shown: what has spoken since stays unread. */
export const readAll = operation({
  name: 'notifications.read-all',
  permission: 'notifications.mark',
  may: OWN,
  leaves: 'nothing',
  input: z.object({ upTo: z.int().min(0).meta({ title: '截至' }) }),
  output: Inbox,
  run: async ({ tx, actor, clock, input }) => {
    const { tenantId } = actor;
    const personId = actor.personId!;
    // The inbox is taken before it is counted: nothing is added in between.
    await changeInboxes(tx, tenantId, [personId], 0);
    const unread = await tx
      .selectFrom('notification')
      .where('tenant_id', '=', tenantId)
      .where('person_id', '=', personId)
      .where('state', '=', 'unread')
      .where('change', '<=', input.upTo)
      .select(sql<number>`count(*)`.as('count'))
      .executeTakeFirstOrThrow();
    const last = (await changeInboxes(tx, tenantId, [personId], unread.count)).get(personId)!;
    await sql`
      update notification set state = 'read', seen_at = ${clock.now()}, change = numbered.change
      from (
        select id, ${last - unread.count}::bigint + row_number() over (order by change) as change from notification
        where tenant_id = ${tenantId} and person_id = ${personId} and state = 'unread' and change <= ${input.upTo}
      ) as numbered
      where notification.tenant_id = ${tenantId} and notification.id = numbered.id`.execute(tx);
    return inboxOf(tx, tenantId, personId);
  },
});
