/** Pure: what the engine proposes for a span, and items made from it. */
import { readDue } from '@luoshi/report-language';
import type { Span } from '../../contract.ts';
import {
  type Anchor,
  type BreakdownState,
  type DraftState,
  ended,
  type LeadFacts,
  type SentenceFacts,
  wordsAt,
} from './state.ts';

const MAX_PROPOSALS = 9; // one a digit key

/**
 * The leads proposed for a span of a sentence, best first. Within one sentence the organisations whose words stand in
 * the span itself come before those that only the rest of the sentence names.
 */
export function proposedLeads(state: BreakdownState, facts: SentenceFacts, span: Span): LeadFacts[] {
  const here = state.text.slice(span.start, span.end);
  const whole = span.start <= facts.start && span.end >= facts.end;
  const best = new Map<string, LeadFacts & { near: boolean }>();
  for (const task of touching(facts, span)) {
    for (const lead of task.leads) {
      const near = whole || lead.because.some((words) => quoted(words).some((word) => here.includes(word)));
      const known = best.get(lead.organisationId);
      if (!known || rank(near, lead.score) > rank(known.near, known.score)) {
        best.set(lead.organisationId, { ...lead, near });
      }
    }
  }
  return [...best.values()]
    .sort((a, b) => rank(b.near, b.score) - rank(a.near, a.score))
    .slice(0, MAX_PROPOSALS)
    .map(({ near: _, ...lead }) => lead);
}

/**
 * The day that the words of the span give, else the day that the words before it in its sentence give (上半年完成甲、乙),
 * else the end of the plan year: that is what an annual report promises.
 */
export function proposedDue(state: BreakdownState, facts: SentenceFacts, span: Span): string {
  const fallback = `${state.year}-12-31`;
  if (span.start <= facts.start && span.end >= facts.end) {
    const said = facts.tasks.map((task) => task.due).filter((due) => due !== '');
    return said.sort().at(-1) ?? fallback;
  }
  const read = (start: number, end: number) => readDue(state.text.slice(start, end), state.year);
  return read(span.start, span.end) || read(facts.start, span.start) || fallback;
}

/** An item for one span, as the engine proposes it. */
export function proposeItem(state: BreakdownState, facts: SentenceFacts, span: Span, id: string): DraftState {
  const first = proposedLeads(state, facts, span)[0];
  // A piece with a lead-in (主要预期目标是：…) is anchored with it and worded without.
  const [task, ...others] = span.start === facts.start && span.end === facts.end ? [] : touching(facts, span);
  const ledIn = task && others.length === 0 && task.start > span.start;
  return {
    id,
    anchors: [{ sentence: facts.id, start: span.start, end: span.end }],
    wording: ledIn ? ended(wordsAt(state.text, [{ start: task.start, end: span.end }])) : null,
    leads: first ? [first.organisationId] : [],
    supports: [],
    sponsorId: null,
    due: proposedDue(state, facts, span),
    quarters: [],
    confirmed: false,
  };
}

/** What people settled on the items that this one replaces is kept; what only the engine proposed is proposed afresh. */
export function inherit(item: DraftState, replaced: readonly DraftState[]): DraftState {
  const settled = replaced.filter((old) => old.confirmed);
  if (settled.length === 0) return item;
  return {
    ...item,
    leads: union(settled.map((old) => old.leads)),
    supports: union(settled.map((old) => old.supports)),
    sponsorId: settled.find((old) => old.sponsorId)?.sponsorId ?? null,
    due:
      settled
        .map((old) => old.due ?? '')
        .sort()
        .at(-1) || null,
    quarters: settled.flatMap((old) => old.quarters).sort((a, b) => a.quarter - b.quarter),
    confirmed: true,
  };
}

export function union(lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}

export function inOrder(anchors: readonly Anchor[]): Anchor[] {
  return [...anchors].sort((a, b) => a.start - b.start);
}

function touching(facts: SentenceFacts, span: Span) {
  return facts.tasks.filter((task) => task.start < span.end && task.end > span.start);
}

// `because` quotes the words between marks, or is the words themselves.
function quoted(because: string): string[] {
  const marked = [...because.matchAll(/[“「『"]([^”」』"]+)[”」』"]/g)].map((match) => match[1] ?? '');
  return marked.length > 0 ? marked : [because];
}

function rank(near: boolean, score: number): number {
  return near ? 1e6 + score : score;
}
