import { operation } from '../../platform/operation.ts';
import { aboutReport } from '../reports/index.ts';
import { checkNames } from './check-names.ts';
import { AcceptRequest, Edited } from './contract.ts';
import { editBreakdown } from './edit-breakdown.ts';
import { sentenceAccepted } from './events.ts';
import { EDITORS, OfSentence } from './policy.ts';

/** Takes a sentence as one item. */
export const acceptSentence = operation({
  name: 'breakdowns.accept',
  permission: 'breakdowns.edit',
  may: EDITORS,
  leaves: [sentenceAccepted],
  input: AcceptRequest.extend(OfSentence),
  target: aboutReport,
  output: Edited,
  run: async (call) => {
    const { reportId, sentence, rowVersion, leads } = call.input;
    await checkNames(call, { leads });
    const action = { kind: 'accept' as const, sentence, ...(leads ? { leads } : {}) };
    return editBreakdown(call, { type: sentenceAccepted, reportId, seen: [{ sentence, rowVersion }], action });
  },
});
