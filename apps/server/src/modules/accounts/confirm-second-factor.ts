import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { RecoveryCodes, SecondFactorCode } from './contract.ts';
import { locked, secondFactorEnrolled, sessionsEnded, signInFailed } from './events.ts';
import { judgeCode, otherState, renewRecoveryCodes, takeProof } from './second-factor.ts';
import { endSessions, noteSecondFactor, type SignedIn, settleSession } from './sessions.ts';

/** The first right code puts the second factor in force, for this session too, and ends those that were begun without it. */
export const confirmSecondFactor = operation({
  name: 'accounts.confirm-second-factor',
  may: 'signed-in',
  despite: ['second_factor'],
  secret: true,
  leaves: [secondFactorEnrolled, sessionsEnded, signInFailed, locked],
  input: SecondFactorCode,
  output: RecoveryCodes,
  prepare: (call) => judgeCode(call, call.input.code, false),
  run: async ({ tx, actor, clock, prepared }) => {
    const me = actor as SignedIn;
    const { tenantId, personId, sessionId } = me;
    const confirmed = await tx
      .updateTable('second_factor')
      .set({ confirmed_at: clock.now() })
      .where('tenant_id', '=', tenantId)
      .where('person_id', '=', personId)
      .where('confirmed_at', 'is', null)
      .returning('person_id')
      .executeTakeFirst();
    if (!confirmed) throw otherState(false);
    await takeProof(tx, tenantId, personId, prepared);
    await noteSecondFactor(tx, me, clock);
    await endSessions({ tx, actor, clock }, personId, { keep: sessionId });
    await record(tx, { actor, clock, type: secondFactorEnrolled, subject: personId, before: null, after: null });
    await settleSession(tx, me, clock);
    return { codes: await renewRecoveryCodes(tx, tenantId, personId) };
  },
});
