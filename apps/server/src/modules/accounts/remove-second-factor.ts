import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { SecondFactorRemoval } from './contract.ts';
import { locked, secondFactorRemoved, signInFailed } from './events.ts';
import { proveOwnPassword } from './own-password.ts';
import { otherState } from './second-factor.ts';
import type { SignedIn } from './sessions.ts';
import { standingOf } from './standing.ts';

export const removeSecondFactor = operation({
  name: 'accounts.remove-second-factor',
  may: 'signed-in',
  secret: true,
  leaves: [secondFactorRemoved, signInFailed, locked],
  input: SecondFactorRemoval,
  output: 'nothing',
  prepare: (call) => proveOwnPassword(call, call.input.password),
  run: async ({ tx, actor, clock }) => {
    const me = actor as SignedIn;
    const { secondFactorRequired } = await standingOf(tx, me, clock);
    if (secondFactorRequired)
      throw new AppError('SECOND_FACTOR_STATE', '您的角色必须使用动态口令，不能停用。换手机请找安全管理员重置。');
    const gone = await tx
      .deleteFrom('second_factor')
      .where('tenant_id', '=', me.tenantId)
      .where('person_id', '=', me.personId)
      .where('confirmed_at', 'is not', null)
      .returning('person_id')
      .executeTakeFirst();
    if (!gone) throw otherState(true);
    await record(tx, { actor, clock, type: secondFactorRemoved, subject: me.personId, before: null, after: null });
  },
});
