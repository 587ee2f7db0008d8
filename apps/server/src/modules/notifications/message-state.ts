import { type Selectable, sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import { newId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/jobs/jobs.ts';
import type { Channel, Urgency } from './contract.ts';
import { afterSending, maySend, type Outcome } from './lifecycle.ts';
import type { NotificationTables } from './tables.ts';

/** The one writer of a message's state. */
export const SEND_JOB = 'notifications.send';

export interface SendPayload {
  readonly messageId: string;
  /** Of the row when the job was made: a message that somebody has moved on since is no longer this job's. */
  readonly rowVersion: number;
}

type Call = { tenantId: string; clock: Clock };
export type MessageRow = Selectable<NotificationTables['message']>;

export interface NewMessage {
  readonly channel: Channel;
  readonly type: string;
  readonly urgency: Urgency;
  readonly subject: string;
  readonly body: string;
  readonly link: string;
  readonly heldUntil: Date | null;
  readonly notificationId: string | null;
  /** One of the two is there. */
  readonly personId: string | null;
  readonly robot: { readonly id: string; readonly name: string } | null;
}

/** Messages and the jobs that send them, in the caller's transaction. Answers their ids. */
export async function queueMessages(tx: Tx, call: Call, messages: readonly NewMessage[]): Promise<string[]> {
  if (messages.length === 0) return [];
  const now = call.clock.now();
  const rows = messages.map((message) => ({
    tenant_id: call.tenantId,
    id: newId(),
    channel: message.channel,
    person_id: message.personId,
    robot_id: message.robot?.id ?? null,
    robot_name: message.robot?.name ?? '',
    notification_id: message.notificationId,
    type: message.type,
    urgency: message.urgency,
    subject: message.subject,
    body: message.body,
    link: message.link,
    state: 'waiting' as const,
    held_until: message.heldUntil,
    due_at: message.heldUntil ?? now,
    last_error: null,
    created_at: now,
    ended_at: null,
  }));
  await tx.insertInto('message').values(rows).execute();
  for (const row of rows) await enqueueSending(tx, call, row.id, 1, row.held_until);
  return rows.map((row) => row.id);
}

const enqueueSending = (tx: Tx, call: Call, messageId: string, rowVersion: number, due: Date | null) =>
  enqueue(tx, call, SEND_JOB, { messageId, rowVersion } satisfies SendPayload, due ?? undefined);

/**
 * Takes a message up for sending; null where it is not this job's any more. One that is found `sending` was left so by a
 * server that died in between: nobody knows whether it went out.
 */
export async function beginSending(
  tx: Tx,
  call: Call,
  { messageId, rowVersion }: SendPayload,
): Promise<MessageRow | null> {
  const row = await tx
    .selectFrom('message')
    .where('tenant_id', '=', call.tenantId)
    .where('id', '=', messageId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst();
  if (row?.state === 'sending' && row.row_version === rowVersion + 1) {
    await settle(tx, call, row, { kind: 'silent', why: '发送途中服务中断，不知道对方是否已收到。' });
    return null;
  }
  if (!row || row.row_version !== rowVersion || !maySend(row.state)) return null;
  return tx
    .updateTable('message')
    .set({
      state: 'sending',
      attempts: row.attempts + 1,
      due_at: null,
      ended_at: null,
      row_version: row.row_version + 1,
    })
    .where('tenant_id', '=', call.tenantId)
    .where('id', '=', messageId)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** What came of it, and the next try where there is one. */
export async function settle(tx: Tx, call: Call, row: MessageRow, outcome: Outcome): Promise<void> {
  const now = call.clock.now();
  const step = afterSending(row.channel, row.attempts, outcome, Math.random());
  const due = step.pause === null ? null : new Date(now.getTime() + step.pause);
  const reached = 'why' in outcome ? {} : { simulated: outcome.simulated ?? false, address: outcome.address ?? '' };
  await tx
    .updateTable('message')
    .set({
      state: step.state,
      due_at: due,
      last_error: step.lastError,
      ended_at: due === null ? now : null,
      ...reached,
      row_version: row.row_version + 1,
    })
    .where('tenant_id', '=', row.tenant_id)
    .where('id', '=', row.id)
    .where('state', '=', 'sending')
    .where('row_version', '=', row.row_version)
    .execute();
  if (due) await enqueueSending(tx, call, row.id, row.row_version + 1, due);
}

/** Somebody asks for it again: it begins anew, at once. */
export async function restart(tx: Tx, call: Call, messageId: string): Promise<void> {
  const row = await tx
    .updateTable('message')
    .set({
      state: 'waiting',
      attempts: 0,
      due_at: call.clock.now(),
      held_until: null,
      ended_at: null,
      row_version: sql<number>`row_version + 1`,
    })
    .where('tenant_id', '=', call.tenantId)
    .where('id', '=', messageId)
    .where('state', 'in', ['failed', 'unknown'])
    .returning('row_version')
    .executeTakeFirst();
  if (row) await enqueueSending(tx, call, messageId, row.row_version, null);
}
