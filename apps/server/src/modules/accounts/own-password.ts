import { verifyPassword } from '../../platform/auth.ts';
import { AppError } from '../../platform/errors.ts';
import type { Preparation } from '../../platform/operation.ts';
import { countFailure, refuseWhereLocked, triesLeft } from './failures.ts';

/**
 * Whether somebody who is signed in knows their password, asked once more; a wrong one is counted as in signing in. Returns
 * the account's name and the hash. Throws PASSWORD_WRONG, ACCOUNT_LOCKED.
 */
export async function proveOwnPassword(
  { transaction, actor, clock }: Pick<Preparation<unknown>, 'transaction' | 'actor' | 'clock'>,
  password: string,
): Promise<{ account: string; hash: string }> {
  const personId = actor.personId!;
  const { name, password_hash } = await transaction(async (tx) => {
    const row = await tx
      .selectFrom('account')
      .where('tenant_id', '=', actor.tenantId)
      .where('person_id', '=', personId)
      .select(['name', 'password_hash'])
      .executeTakeFirstOrThrow();
    await refuseWhereLocked({ tx, actor, clock }, row.name);
    return row;
  });
  if (password_hash && (await verifyPassword(password, password_hash))) return { account: name, hash: password_hash };
  const failed = { account: name, personId, what: 'password' } as const;
  const { left } = await transaction((tx) => countFailure({ tx, actor, clock }, failed));
  throw new AppError('PASSWORD_WRONG', `现在的密码不对，请检查后重试；${triesLeft(left)}`, { left });
}
