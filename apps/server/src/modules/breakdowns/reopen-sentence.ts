import { operation } from '../../platform/operation.ts';
import { aboutReport } from '../reports/index.ts';
import { Edited, ReopenRequest } from './contract.ts';
import { editBreakdown } from './edit-breakdown.ts';
import { sentenceReopened } from './events.ts';
import { EDITORS, OfSentence } from './policy.ts';

/** Puts a decided sentence back to pending. */
export const reopenSentence = operation({
  name: 'breakdowns.reopen',
  permission: 'breakdowns.edit',
  may: EDITORS,
  leaves: [sentenceReopened],
  input: ReopenRequest.extend(OfSentence),
  target: aboutReport,
  output: Edited,
  run: (call) => {
    const { reportId, sentence, rowVersion } = call.input;
    const action = { kind: 'reopen' as const, sentence };
    return editBreakdown(call, { type: sentenceReopened, reportId, seen: [{ sentence, rowVersion }], action });
  },
});
