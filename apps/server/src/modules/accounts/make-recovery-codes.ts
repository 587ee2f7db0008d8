import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { RecoveryCodes, SecondFactorCode } from './contract.ts';
import { locked, recoveryCodesMade, signInFailed } from './events.ts';
import { judgeCode, renewRecoveryCodes, takeProof } from './second-factor.ts';

/** New recovery codes; those of before are void. */
export const makeRecoveryCodes = operation({
  name: 'accounts.make-recovery-codes',
  may: 'signed-in',
  secret: true,
  leaves: [recoveryCodesMade, signInFailed, locked],
  input: SecondFactorCode,
  output: RecoveryCodes,
  prepare: (call) => judgeCode(call, call.input.code, true),
  run: async ({ tx, actor, clock, prepared }) => {
    const personId = actor.personId!;
    await takeProof(tx, actor.tenantId, personId, prepared);
    await record(tx, { actor, clock, type: recoveryCodesMade, subject: personId, before: null, after: null });
    return { codes: await renewRecoveryCodes(tx, actor.tenantId, personId) };
  },
});
