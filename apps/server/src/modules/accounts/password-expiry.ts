import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import { enqueue, registerTimer } from '../../platform/jobs/jobs.ts';
import { notificationType, notify } from '../notifications/index.ts';
import { passwordRules } from './rules.ts';

const DAY_MS = 86_400_000;
/** How long before a password is too old its owner is told. */
const AHEAD_DAYS = 7;

export const passwordExpires = notificationType({
  name: 'accounts.password-expires',
  label: '密码即将到期',
  data: z.object({ days: z.int() }),
  text: ({ days }) => `您的密码将在 ${days} 天内到期，到期后须先修改密码才能继续使用。请在“我的账号”中修改。`,
  link: () => '/account',
});

interface Payload {
  readonly personId: string;
  /** When the password was set: another one since has a timer of its own. */
  readonly changedAt: string;
}

const KIND = 'accounts.password-expires';
type Call = { tenantId: string; clock: Clock };

/** With a new password: its owner is told before it is too old. */
export async function remindOfExpiry(tx: Tx, call: Call, personId: string): Promise<void> {
  const changedAt = call.clock.now();
  const payload: Payload = { personId, changedAt: changedAt.toISOString() };
  await enqueue(tx, call, KIND, payload, await remindAt(tx, call, changedAt));
}

async function remindAt(tx: Tx, { tenantId }: Call, changedAt: Date): Promise<Date> {
  const { maximumDays } = await passwordRules(tx, tenantId);
  // Where passwords hold for a week there would be no time in between.
  return new Date(changedAt.getTime() + Math.max(maximumDays - AHEAD_DAYS, 1) * DAY_MS);
}

export const passwordExpiryJob = registerTimer<Payload>({
  kind: KIND,
  async fire(tx, { tenantId, payload, platform: { clock } }) {
    const call = { tenantId, clock };
    const account = await tx
      .selectFrom('account')
      .where('tenant_id', '=', tenantId)
      .where('person_id', '=', payload.personId)
      .where('disabled_at', 'is', null)
      .select('password_changed_at')
      .executeTakeFirst();
    if (account?.password_changed_at.toISOString() !== payload.changedAt) return;
    // The rules may have become laxer since.
    const due = await remindAt(tx, call, account.password_changed_at);
    if (due > clock.now()) {
      await enqueue(tx, call, KIND, payload, due);
      return;
    }
    const { maximumDays } = await passwordRules(tx, tenantId);
    const left = account.password_changed_at.getTime() + maximumDays * DAY_MS - clock.now().getTime();
    const days = Math.max(Math.ceil(left / DAY_MS), 0);
    await notify(tx, call, {
      type: passwordExpires,
      matter: { kind: 'account', id: payload.personId },
      to: { people: [payload.personId] },
      data: { days },
    });
  },
});
