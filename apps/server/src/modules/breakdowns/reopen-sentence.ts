import { operation } from '../../platform/operation.ts';
import { Edited, ReopenRequest } from './contract.ts';
import { editBreakdown } from './edit-breakdown.ts';
import { EDITORS, OfSentence } from './policy.ts';

/** Puts a decided sentence back to pending. */
export const reopenSentence = operation({
  name: 'breakdowns.reopen',
  permission: 'breakdowns.edit',
  may: EDITORS,
  input: ReopenRequest.extend(OfSentence),
  output: Edited,
  run: (call) => {
    const { reportId, sentence, rowVersion } = call.input;
    const action = { kind: 'reopen' as const, sentence };
    return editBreakdown(call, { operation: 'breakdowns.reopen', reportId, seen: [{ sentence, rowVersion }], action });
  },
});
