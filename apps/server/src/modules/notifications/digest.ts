import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import { enqueue, registerTimer } from '../../platform/jobs/jobs.ts';
import { type Addressee, addressees } from './addressees.ts';
import { nextAt } from './hours.ts';
import { queueMessages } from './message-state.ts';
import { waysOf } from './settings.ts';

export const DIGEST_JOB = 'notifications.digest';
const TITLES = 20;

interface DigestPayload {
  readonly personId: string;
  /** A digest whose time has been moved since finds another here and does nothing. */
  readonly dueAt: string;
}

type Call = { tenantId: string; clock: Clock };

/** Sees to it that the person's next digest is due, unless one is already. */
export async function armDigest(tx: Tx, call: Call, one: Addressee, again = false): Promise<void> {
  const due = one.mail !== null && one.digest.on ? nextAt(call.clock.now(), one.digest.at) : null;
  const armed = await tx
    .updateTable('inbox')
    .set({ digest_due_at: due })
    .where('tenant_id', '=', call.tenantId)
    .where('person_id', '=', one.personId)
    .$if(!again, (where) => where.where('digest_due_at', 'is', null))
    .returning('person_id')
    .executeTakeFirst();
  if (armed && due)
    await enqueue(
      tx,
      call,
      DIGEST_JOB,
      { personId: one.personId, dueAt: due.toISOString() } satisfies DigestPayload,
      due,
    );
}

/** One mail a day that sums up what is unread; due again the next day while something is. */
export const digestJob = registerTimer<DigestPayload>({
  kind: DIGEST_JOB,
  async fire(tx, { tenantId, payload: { personId, dueAt }, platform: { clock } }) {
    const call = { tenantId, clock };
    const inbox = await tx
      .selectFrom('inbox')
      .where('tenant_id', '=', tenantId)
      .where('person_id', '=', personId)
      .select('digest_due_at')
      .forUpdate()
      .executeTakeFirst();
    if (inbox?.digest_due_at?.toISOString() !== dueAt) return;
    const [one] = await addressees(tx, tenantId, [personId], await waysOf(tx, tenantId));
    const summary = one && one.mail !== null && one.digest.on ? await summaryOf(tx, tenantId, personId) : null;
    if (!one || !summary) {
      await tx
        .updateTable('inbox')
        .set({ digest_due_at: null })
        .where('tenant_id', '=', tenantId)
        .where('person_id', '=', personId)
        .execute();
      return;
    }
    const heldUntil = one.quietUntil(clock.now());
    const digest = { channel: 'mail', type: 'digest', urgency: 'normal', link: '/notifications', ...summary } as const;
    await queueMessages(tx, call, [{ ...digest, heldUntil, notificationId: null, personId, robot: null }]);
    await armDigest(tx, call, one, true);
  },
});

/** "您有 3 件未读通知" and the newest of them; null when everything has been read. */
async function summaryOf(
  tx: Tx,
  tenantId: string,
  personId: string,
): Promise<{ subject: string; body: string } | null> {
  const unread = tx
    .selectFrom('notification')
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .where('state', '=', 'unread');
  const { count } = await unread.select((select) => select.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  if (count === 0) return null;
  const newest = await unread
    .orderBy('spoken_at', 'desc')
    .orderBy('id', 'desc')
    .limit(TITLES)
    .select(['title', 'text'])
    .execute();
  const lines = newest.map(({ title, text }, index) => `${index + 1}. ${title}：${text}`);
  if (count > newest.length) lines.push(`……另有 ${count - newest.length} 件，请登录系统查看。`);
  return { subject: `您有 ${count} 件未读通知`, body: lines.join('\n') };
}
