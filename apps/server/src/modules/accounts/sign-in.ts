import { hashPassword, verifyPassword } from '../../platform/auth.ts';
import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { Me, SignInRequest } from './contract.ts';
import { locked, signedIn, signInFailed } from './events.ts';
import { countFailure, isLocked, refuseWhereLocked, triesLeft } from './failures.ts';
import { accountNamed } from './queries.ts';
import { beginSession } from './sessions.ts';
import { meView } from './view.ts';

// Compared where there is no such account, so that the time taken does not tell.
const nobody = hashPassword('');

export const signIn = operation({
  name: 'accounts.sign-in',
  may: 'anyone',
  leaves: [signedIn, signInFailed, locked],
  input: SignInRequest,
  output: Me,
  prepare: async ({ transaction, actor, clock, input }) => {
    const account = await transaction(async (tx) => {
      await refuseWhereLocked({ tx, actor, clock }, input.account);
      return accountNamed(tx, actor.tenantId, input.account);
    });
    const right = await verifyPassword(input.password, account?.password_hash ?? (await nobody));
    if (account?.password_hash && right && !account.disabled_at)
      return { ...account, password_hash: account.password_hash };
    const failed = { account: input.account, personId: account?.person_id ?? null, what: 'password' } as const;
    const { left, lockedUntil } = await transaction((tx) => countFailure({ tx, actor, clock }, failed));
    if (lockedUntil) throw isLocked(lockedUntil);
    throw wrong(triesLeft(left));
  },
  run: async ({ tx, actor, clock, input, prepared, operations, reply }) => {
    // Others may have failed, and an administrator may have acted, while the password was compared.
    await refuseWhereLocked({ tx, actor, clock }, input.account);
    const account = await accountNamed(tx, actor.tenantId, input.account);
    if (!account || account.disabled_at || account.password_hash !== prepared.password_hash) throw wrong('请重试。');
    const arrived = await beginSession({ tx, actor, clock, reply }, account.person_id, 'password');
    return meView(tx, arrived, clock, operations);
  },
});

const wrong = (then: string) =>
  new AppError('SIGN_IN_FAILED', `账号或密码不对。请检查后重试；忘记密码请联系安全管理员。${then}`);
