/** Breakdown -> wire. */
import type { Span } from '../../contract.ts';
import type { Decision, DraftItem } from './contract.ts';
import { proposedLeads } from './draft.ts';
import { proposal, proposedCuts } from './lifecycle.ts';
import type { BreakdownState, DraftState, LeadFacts, SentenceFacts } from './state.ts';
import { ended, wordsAt } from './state.ts';
import type { DecisionRow } from './tables.ts';

interface MeasureSpan extends Span {
  id: string;
}

/** Makes the wire form of decisions of one breakdown; `measures` are the report's. */
export function decisionViews(state: BreakdownState, measures: readonly MeasureSpan[]) {
  const facts = new Map(state.sentences.map((one) => [one.id, one]));
  const item = (draft: DraftState): DraftItem => draftView(state, facts, measures, draft);
  return (row: DecisionRow): Decision => {
    const about = facts.get(row.sentence);
    if (!about) throw new Error(`decision without its sentence: ${row.sentence}`);
    // A pending sentence shows what accepting it would make.
    const drafts = row.disposition === 'pending' ? [proposal(state, about)] : row.items;
    return {
      sentence: row.sentence,
      disposition: row.disposition,
      reason: row.reason,
      mergedInto: row.merged_into,
      items: drafts.map(item),
      clauses: about.clauses,
      proposed: about.task ? proposedCuts(state.text, about).length + 1 : 0,
      rowVersion: row.row_version,
      decidedBy: row.decided_by_name,
      decidedAt: row.decided_at?.toISOString() ?? null,
    };
  };
}

/** What keeps an item from being issued. */
export function lacksOf(draft: DraftState): DraftItem['lacks'] {
  return [...(draft.leads.length === 0 ? (['lead'] as const) : []), ...(draft.due === null ? (['due'] as const) : [])];
}

function draftView(
  state: BreakdownState,
  facts: ReadonlyMap<string, SentenceFacts>,
  measures: readonly MeasureSpan[],
  draft: DraftState,
): DraftItem {
  const original = wordsAt(state.text, draft.anchors);
  const inside = (measure: Span) => draft.anchors.some((a) => measure.start >= a.start && measure.end <= a.end);
  return {
    id: draft.id,
    anchors: draft.anchors,
    original,
    // As the ledger will say it: a piece of a sentence ends as one.
    wording: draft.wording ?? ended(original),
    leads: draft.leads,
    supports: draft.supports,
    sponsorId: draft.sponsorId,
    due: draft.due,
    quarters: draft.quarters,
    measures: measures.filter(inside).map((measure) => measure.id),
    proposals: proposalsFor(state, facts, draft),
    lacks: lacksOf(draft),
  };
}

// Of all its anchors, each organisation once, best first.
function proposalsFor(
  state: BreakdownState,
  facts: ReadonlyMap<string, SentenceFacts>,
  draft: DraftState,
): LeadFacts[] {
  const best = new Map<string, LeadFacts>();
  for (const anchor of draft.anchors) {
    const about = facts.get(anchor.sentence);
    for (const lead of about ? proposedLeads(state, about, anchor) : []) {
      if (!best.has(lead.organisationId)) best.set(lead.organisationId, lead);
    }
  }
  return [...best.values()].slice(0, 9);
}
