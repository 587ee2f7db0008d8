import { operation } from '../../platform/operation.ts';
import { aboutReport } from '../reports/index.ts';
import { Edited, RejectRequest } from './contract.ts';
import { editBreakdown } from './edit-breakdown.ts';
import { sentenceRejected } from './events.ts';
import { EDITORS, OfSentence } from './policy.ts';

/** Does not take a sentence up, and says why. */
export const rejectSentence = operation({
  name: 'breakdowns.reject',
  permission: 'breakdowns.edit',
  may: EDITORS,
  leaves: [sentenceRejected],
  input: RejectRequest.extend(OfSentence),
  target: aboutReport,
  output: Edited,
  run: (call) => {
    const { reportId, sentence, rowVersion, reason } = call.input;
    const action = { kind: 'reject' as const, sentence, reason };
    const seen = [{ sentence, rowVersion }];
    return editBreakdown(call, { type: sentenceRejected, reportId, seen, action, why: reason });
  },
});
