import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import { hashPassword } from '../../platform/auth.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { accountOf, accountTarget, GUARD, notOwn, notService } from './administration.ts';
import { GivenPassword, Reason } from './contract.ts';
import { passwordReset, sessionsEnded } from './events.ts';
import { nameHash } from './failures.ts';
import { chancePassword, storePassword } from './new-password.ts';
import { passwordRules } from './rules.ts';
import { endSessions } from './sessions.ts';

/** A password of chance, good for setting one's own; ends the account's sessions and its lock. */
export const resetPassword = operation({
  name: 'accounts.reset-password',
  may: GUARD,
  target: accountTarget,
  secret: true,
  leaves: [passwordReset, sessionsEnded],
  input: z.object({ personId: Uuid, ...Reason.shape }),
  output: GivenPassword,
  prepare: async ({ transaction, actor, input: { personId } }) => {
    notOwn(actor, personId);
    const password = await transaction(async (tx) => {
      const account = await accountOf(tx, actor.tenantId, personId);
      notService(account);
      return chancePassword(account.name, await passwordRules(tx, actor.tenantId));
    });
    return { password, hash: await hashPassword(password) };
  },
  run: async ({ tx, actor, clock, input: { personId, why }, prepared }) => {
    const { tenantId } = actor;
    const account = await accountOf(tx, tenantId, personId);
    await storePassword(tx, { tenantId, personId, hash: prepared.hash, given: true, now: clock.now() });
    await tx
      .deleteFrom('sign_in_failure')
      .where('tenant_id', '=', tenantId)
      .where('name_hash', '=', nameHash(account.name))
      .execute();
    await endSessions({ tx, actor, clock }, personId, {}, why);
    await record(tx, { actor, clock, type: passwordReset, subject: personId, before: null, after: null, why });
    return { password: prepared.password };
  },
});
