import { createHash } from 'node:crypto';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import { readSetting } from '../../platform/settings.ts';
import { record } from '../record/index.ts';
import { locked, signInFailed } from './events.ts';
import { lockSetting } from './rules.ts';

interface Call {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
}

/** A try to sign in, or to prove oneself once more, in the name of an account; `personId` where there is such an account. */
export interface Try {
  readonly account: string;
  readonly personId: string | null;
  readonly what: 'password' | 'second_factor';
}

export const nameHash = (account: string): string =>
  createHash('sha256').update(account.normalize('NFC')).digest('hex');

const rowOf = ({ tx, actor }: Call, account: string) =>
  tx.selectFrom('sign_in_failure').where('tenant_id', '=', actor.tenantId).where('name_hash', '=', nameHash(account));

/** Throws ACCOUNT_LOCKED. The row stays locked until the transaction ends, so that tries at once are counted one by one. */
export async function refuseWhereLocked(call: Call, account: string): Promise<void> {
  const row = await rowOf(call, account).select('locked_until').forUpdate().executeTakeFirst();
  if (row?.locked_until && row.locked_until > call.clock.now()) throw isLocked(row.locked_until);
}

/**
 * Counts a failed try and returns how many are left before the lock; 0 when this one locked it. Throws ACCOUNT_LOCKED where
 * it was locked meanwhile: of many tries at once no more get an answer than the rule allows.
 */
export async function countFailure(call: Call, failed: Try): Promise<{ left: number; lockedUntil: Date | null }> {
  const { tx, actor, clock } = call;
  const rule = await readSetting(tx, actor.tenantId, lockSetting);
  const now = clock.now();
  const mine = { tenant_id: actor.tenantId, name_hash: nameHash(failed.account) };
  await tx
    .insertInto('sign_in_failure')
    .values({ ...mine, failures: 0, failed_at: now, locked_until: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await rowOf(call, failed.account).selectAll().forUpdate().executeTakeFirstOrThrow();
  if (row.locked_until && row.locked_until > now) throw isLocked(row.locked_until);
  const stale = row.locked_until !== null || row.failed_at.getTime() <= now.getTime() - rule.minutes * 60_000;
  const failures = stale ? 1 : row.failures + 1;
  const lockedUntil = failures >= rule.failures ? new Date(now.getTime() + rule.minutes * 60_000) : null;
  await tx
    .updateTable('sign_in_failure')
    .set({ failures, failed_at: now, locked_until: lockedUntil })
    .where((where) => where.and(mine))
    .execute();
  const fact = { actor, clock, subject: failed.personId ?? '', before: null };
  await record(tx, { ...fact, type: signInFailed, after: { what: failed.what, known: failed.personId !== null } });
  if (lockedUntil) await record(tx, { ...fact, type: locked, after: { until: lockedUntil.toISOString() } });
  return { left: rule.failures - failures, lockedUntil };
}

/** The account has proven itself: it begins anew. What is long past goes with it. */
export async function forgetFailures({ tx, actor, clock }: Call, account: string): Promise<void> {
  const longPast = new Date(clock.now().getTime() - 2 * 86_400_000);
  await tx
    .deleteFrom('sign_in_failure')
    .where('tenant_id', '=', actor.tenantId)
    .where((where) => where.or([where('name_hash', '=', nameHash(account)), where('failed_at', '<', longPast)]))
    .execute();
}

const timeInBeijing = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

export const isLocked = (until: Date): AppError =>
  new AppError(
    'ACCOUNT_LOCKED',
    `连续输错次数过多，账号已锁定到 ${timeInBeijing.format(until)}。请到时再试，或请安全管理员解锁。`,
    { until: until.toISOString() },
  );

/** "还可以再试 3 次。", for the end of a refusal. */
export const triesLeft = (left: number): string => `还可以再试 ${left} 次，之后账号将暂时锁定。`;
