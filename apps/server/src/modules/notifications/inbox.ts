import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { signal } from '../../platform/db/signals.ts';
import type { Inbox, Notification } from './contract.ts';
import { notificationView } from './view.ts';

/** Topic of the word to all servers that inboxes have changed: the city, then the people's ids. */
export const INBOX_TOPIC = 'inbox';
// NOTIFY carries 8,000 bytes at most.
const PEOPLE_A_SIGNAL = 150;

/**
 * Takes these people's inboxes, in the order of their ids so that nobody waits in a circle, counts a change in each and
 * answers its number. Whoever streams to them hears of it when the transaction has committed.
 */
export async function changeInboxes(
  tx: Tx,
  tenantId: string,
  people: readonly string[],
  count = 1,
): Promise<Map<string, number>> {
  if (people.length === 0) return new Map();
  const inOrder = [...people].sort();
  const rows = await tx
    .insertInto('inbox')
    .values(
      inOrder.map((personId) => ({
        tenant_id: tenantId,
        person_id: personId,
        last_change: count,
        digest_due_at: null,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'person_id'])
        .doUpdateSet({ last_change: sql<number>`inbox.last_change + excluded.last_change` }),
    )
    .returning(['person_id', 'last_change'])
    .execute();
  for (let from = 0; from < inOrder.length; from += PEOPLE_A_SIGNAL)
    await signal(tx, INBOX_TOPIC, [tenantId, ...inOrder.slice(from, from + PEOPLE_A_SIGNAL)].join(' '));
  return new Map(rows.map((row) => [row.person_id, row.last_change]));
}

/** Where a person's inbox stands. */
export async function inboxOf(tx: Tx, tenantId: string, personId: string): Promise<Inbox> {
  const row = await tx
    .selectFrom('inbox')
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .select((select) => [
      'last_change',
      select
        .selectFrom('notification')
        .where('notification.tenant_id', '=', tenantId)
        .where('notification.person_id', '=', personId)
        .where('notification.state', '=', 'unread')
        .select(sql<number>`count(*)`.as('unread'))
        .as('unread'),
    ])
    .executeTakeFirst();
  return { change: row?.last_change ?? 0, unread: row?.unread ?? 0 };
}

/** What has changed in an inbox after a change, in order; null where it is more than `most`. */
export async function changedSince(
  tx: Tx,
  tenantId: string,
  personId: string,
  after: number,
  most: number,
): Promise<{ inbox: Inbox; changed: Notification[] | null }> {
  // The inbox first: every change up to its number has committed, and what comes after it is for the next look.
  const inbox = await inboxOf(tx, tenantId, personId);
  if (inbox.change === after) return { inbox, changed: [] };
  const rows = await tx
    .selectFrom('notification')
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .where('change', '>', after)
    .where('change', '<=', inbox.change)
    .orderBy('change')
    .limit(most + 1)
    .selectAll()
    .execute();
  // A number beyond the inbox's own is of a database that has been put back since.
  return { inbox, changed: after > inbox.change || rows.length > most ? null : rows.map(notificationView) };
}
