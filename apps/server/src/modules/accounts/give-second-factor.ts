import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { Me, SecondFactorCode } from './contract.ts';
import { gaveSecondFactor, locked, signInFailed } from './events.ts';
import { judgeCode, takeProof } from './second-factor.ts';
import { noteSecondFactor, type SignedIn, settleSession } from './sessions.ts';
import { meView } from './view.ts';

/** The second step of signing in. */
export const giveSecondFactor = operation({
  name: 'accounts.give-second-factor',
  may: 'signed-in',
  despite: ['second_factor'],
  leaves: [gaveSecondFactor, signInFailed, locked],
  input: SecondFactorCode,
  output: Me,
  prepare: (call) => judgeCode(call, call.input.code, true),
  run: async ({ tx, actor, clock, prepared, operations }) => {
    const me = actor as SignedIn;
    const { tenantId, personId, sessionId } = me;
    await takeProof(tx, tenantId, personId, prepared);
    await noteSecondFactor(tx, me, clock);
    const by = 'step' in prepared ? 'code' : 'recovery';
    const type = gaveSecondFactor;
    await record(tx, { actor, clock, type, subject: personId, before: null, after: { sessionId, by } });
    return meView(tx, await settleSession(tx, me, clock), clock, operations);
  },
});
