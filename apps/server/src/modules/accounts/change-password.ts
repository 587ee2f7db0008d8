import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { Me, PasswordChange } from './contract.ts';
import { locked, passwordChanged, sessionsEnded, signInFailed } from './events.ts';
import { acceptPassword, pastPasswords, storePassword } from './new-password.ts';
import { proveOwnPassword } from './own-password.ts';
import { remindOfExpiry } from './password-expiry.ts';
import { passwordRules } from './rules.ts';
import { endSessions, type SignedIn, settleSession } from './sessions.ts';
import { meView } from './view.ts';

/** One's own password. It ends one's other sessions: whoever knew the old one is out. */
export const changePassword = operation({
  name: 'accounts.change-password',
  may: 'signed-in',
  despite: ['password'],
  secret: true,
  leaves: [passwordChanged, sessionsEnded, signInFailed, locked],
  input: PasswordChange,
  output: Me,
  prepare: async (call) => {
    const { transaction, actor, input } = call;
    const personId = actor.personId!;
    const { account, hash } = await proveOwnPassword(call, input.current);
    const { rules, past } = await transaction(async (tx) => {
      const rules = await passwordRules(tx, actor.tenantId);
      return { rules, past: await pastPasswords(tx, actor.tenantId, personId, rules) };
    });
    return { before: hash, hash: await acceptPassword(input.password, account, rules, past) };
  },
  run: async ({ tx, actor, clock, prepared, operations }) => {
    const me = actor as SignedIn;
    const { tenantId, personId } = me;
    const row = tx.selectFrom('account').where('tenant_id', '=', tenantId).where('person_id', '=', personId);
    const { password_hash } = await row.select('password_hash').forUpdate().executeTakeFirstOrThrow();
    if (password_hash !== prepared.before)
      throw new AppError('EDIT_CONFLICT', '密码刚刚在别处改过。请用新密码重新登录。');
    await storePassword(tx, { tenantId, personId, hash: prepared.hash, given: false, now: clock.now() });
    await remindOfExpiry(tx, { tenantId, clock }, personId);
    await endSessions({ tx, actor, clock }, personId, { keep: me.sessionId });
    await record(tx, { actor, clock, type: passwordChanged, subject: personId, before: null, after: null });
    return meView(tx, await settleSession(tx, me, clock), clock, operations);
  },
});
