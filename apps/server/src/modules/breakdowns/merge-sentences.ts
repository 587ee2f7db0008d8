import { operation } from '../../platform/operation.ts';
import { aboutReport } from '../reports/index.ts';
import { Edited, MergeRequest } from './contract.ts';
import { editBreakdown } from './edit-breakdown.ts';
import { sentencesMerged } from './events.ts';
import { EDITORS, OfSentence } from './policy.ts';

/** Joins the next sentence into this one's item. */
export const mergeSentences = operation({
  name: 'breakdowns.merge',
  permission: 'breakdowns.edit',
  may: EDITORS,
  leaves: [sentencesMerged],
  input: MergeRequest.extend(OfSentence),
  target: aboutReport,
  output: Edited,
  run: (call) => {
    const { reportId, sentence, rowVersion, next, nextRowVersion } = call.input;
    const seen = [
      { sentence, rowVersion },
      { sentence: next, rowVersion: nextRowVersion },
    ];
    const action = { kind: 'merge' as const, sentence, next };
    return editBreakdown(call, { type: sentencesMerged, reportId, seen, action });
  },
});
