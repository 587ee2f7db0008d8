import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { accountRow } from './account-rows.ts';
import { accountTarget, GUARD, notOwn } from './administration.ts';
import { AccountRow, Reason } from './contract.ts';
import { secondFactorReset, sessionsEnded } from './events.ts';
import { otherState } from './second-factor.ts';
import { endSessions } from './sessions.ts';

/** For who has lost the phone and the recovery codes: whose role needs one sets up another at the next sign-in. */
export const resetSecondFactor = operation({
  name: 'accounts.reset-second-factor',
  may: GUARD,
  target: accountTarget,
  leaves: [secondFactorReset, sessionsEnded],
  input: z.object({ personId: Uuid, ...Reason.shape }),
  output: AccountRow,
  run: async ({ tx, actor, clock, input: { personId, why } }) => {
    notOwn(actor, personId);
    const gone = await tx
      .deleteFrom('second_factor')
      .where('tenant_id', '=', actor.tenantId)
      .where('person_id', '=', personId)
      .where('confirmed_at', 'is not', null)
      .returning('person_id')
      .executeTakeFirst();
    if (!gone) throw otherState(true);
    await endSessions({ tx, actor, clock }, personId, {}, why);
    await record(tx, { actor, clock, type: secondFactorReset, subject: personId, before: null, after: null, why });
    return accountRow(tx, actor.tenantId, clock, personId);
  },
});
