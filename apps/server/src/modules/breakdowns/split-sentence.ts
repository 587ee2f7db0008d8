import { operation } from '../../platform/operation.ts';
import { aboutReport } from '../reports/index.ts';
import { Edited, SplitRequest } from './contract.ts';
import { editBreakdown } from './edit-breakdown.ts';
import { sentenceSplit } from './events.ts';
import { EDITORS, OfSentence } from './policy.ts';

/** Takes a sentence as several items, one a piece. */
export const splitSentence = operation({
  name: 'breakdowns.split',
  permission: 'breakdowns.edit',
  may: EDITORS,
  leaves: [sentenceSplit],
  input: SplitRequest.extend(OfSentence),
  target: aboutReport,
  output: Edited,
  run: (call) => {
    const { reportId, sentence, rowVersion, at } = call.input;
    const action = { kind: 'split' as const, sentence, at };
    return editBreakdown(call, { type: sentenceSplit, reportId, seen: [{ sentence, rowVersion }], action });
  },
});
