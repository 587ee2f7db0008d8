import type { Breakdown, Edited } from '@luoshi/server/modules/breakdowns/contract';

/**
 * The breakdown with an answer worked in: of each decision the newer version stays, whichever answer came first,
 * so a slow poll never takes back a quick edit. Decisions that did not change keep their identity: their lines are not drawn again.
 */
export function mergeEdited(breakdown: Breakdown, edited: Edited & { stage?: Breakdown['stage'] }): Breakdown {
  const incoming = new Map(edited.decisions.map((decision) => [decision.sentence, decision]));
  let changed = false;
  const decisions = breakdown.decisions.map((known) => {
    const next = incoming.get(known.sentence);
    if (!next || next.rowVersion <= known.rowVersion) return known;
    changed = true;
    return next;
  });
  const newer = edited.revision > breakdown.revision;
  const stage = edited.stage ?? breakdown.stage;
  if (!changed && !newer && stage === breakdown.stage) return breakdown;
  return {
    ...breakdown,
    stage,
    decisions: changed ? decisions : breakdown.decisions,
    reconciliation: newer ? edited.reconciliation : breakdown.reconciliation,
    revision: Math.max(breakdown.revision, edited.revision),
  };
}
