/**
 * Pure: a newer version of a report takes over what was decided on the one before. Sentences are matched by equality,
 * then by likeness with respect for order; decisions follow, their anchors moved to the new spans.
 */

import type { z } from 'zod';
import type { Carried } from '../reports/contract.ts';
import { bigrams, dice, folded, inSequence, mapOffsets } from './similarity.ts';
import {
  type Anchor,
  type BreakdownState,
  type DecisionState,
  type DraftState,
  pending,
  type SentenceFacts,
} from './state.ts';

/** Below this two sentences are different sentences. */
const ALIKE = 0.5;
/** From here on a reworded sentence keeps its decision: slightly changed. */
const KEEP = 0.7;
/** Two candidates between the same matched neighbours are preferred to a likelier one far away. */
const NEIGHBOUR_BONUS = 0.1;

/** A version with nothing decided on it yet. */
export type NewVersion = Pick<BreakdownState, 'text' | 'sentences'>;

export interface CarriedRow {
  carried: z.infer<typeof Carried>;
  before: SentenceFacts | null;
  after: SentenceFacts | null;
  similarity: number;
  decisionKept: boolean;
}

export interface CarryOver {
  /** Sentences of the new version in order, each removed one where it stood. */
  rows: CarriedRow[];
  /** One for every sentence of the new version. */
  decisions: DecisionState[];
}

interface Pair {
  before: number;
  after: number;
  similarity: number;
}

/** Takes the decisions of `old` over to the sentences of `next`. */
export function carryOver(old: BreakdownState, next: NewVersion, newId: () => string): CarryOver {
  const pairs = match(old, next);
  const decisions = remap(old, next, pairs, newId);
  return { rows: list(old, next, pairs, decisions), decisions };
}

function match(old: BreakdownState, next: NewVersion): Pair[] {
  const before = old.sentences.map((facts) => folded(old.text.slice(facts.start, facts.end)));
  const after = next.sentences.map((facts) => folded(next.text.slice(facts.start, facts.end)));
  const pairs: Pair[] = [];
  const places = new Map<string, number[]>();
  for (const [i, text] of before.entries()) places.set(text, [...(places.get(text) ?? []), i]);
  after.forEach((text, j) => {
    const i = places.get(text)?.shift();
    if (i !== undefined) pairs.push({ before: i, after: j, similarity: 1 });
  });
  return [...pairs, ...matchAlike(before, after, pairs)].sort((a, b) => a.after - b.after);
}

function matchAlike(before: string[], after: string[], equal: readonly Pair[]): Pair[] {
  const takenBefore = new Set(equal.map((pair) => pair.before));
  const takenAfter = new Set(equal.map((pair) => pair.after));
  const grams = before.map((text, i) => (takenBefore.has(i) ? null : bigrams(text)));
  const candidates: (Pair & { score: number })[] = [];
  after.forEach((text, j) => {
    if (takenAfter.has(j)) return;
    const here = bigrams(text);
    grams.forEach((there, i) => {
      if (!there) return;
      const similarity = dice(there, here);
      if (similarity < ALIKE) return;
      const bonus = sameGap(equal, i, j) ? NEIGHBOUR_BONUS : 0;
      candidates.push({ before: i, after: j, similarity, score: similarity + bonus });
    });
  });
  const pairs: Pair[] = [];
  for (const { before: i, after: j, similarity } of candidates.sort((a, b) => b.score - a.score || a.after - b.after)) {
    if (takenBefore.has(i) || takenAfter.has(j)) continue;
    takenBefore.add(i);
    takenAfter.add(j);
    pairs.push({ before: i, after: j, similarity });
  }
  return pairs;
}

// Between the same equal neighbours in both versions.
function sameGap(equal: readonly Pair[], i: number, j: number): boolean {
  return equal.every((pair) => pair.before < i === pair.after < j);
}

function remap(old: BreakdownState, next: NewVersion, pairs: readonly Pair[], newId: () => string): DecisionState[] {
  const heirs = new Map<string, { facts: SentenceFacts; order: number }>();
  for (const pair of pairs) {
    const from = old.sentences[pair.before];
    const to = next.sentences[pair.after];
    if (from && to && pair.similarity >= KEEP) heirs.set(from.id, { facts: to, order: pair.after });
  }
  const made = new Map<string, DecisionState>(next.sentences.map(({ id }) => [id, pending(id)]));
  // Hosts first, so that a merged sentence joins its host's item where the host came along and still stands before it.
  for (const from of old.sentences) {
    const heir = heirs.get(from.id);
    const decision = old.decisions.get(from.id);
    if (!heir || !decision || decision.disposition === 'pending' || decision.disposition === 'merged') continue;
    const items = decision.items.map((item) => moved(item, from, heir.facts, old.text, next.text));
    if (items.some((item) => item === null)) continue;
    const kept = items.filter((item) => item !== null);
    if (!tiles(kept, heir.facts)) continue;
    const renamed = kept.map((item, i) => ({ ...item, id: i === 0 ? heir.facts.itemId : newId() }));
    made.set(heir.facts.id, { ...decision, sentence: heir.facts.id, items: renamed });
  }
  for (const from of old.sentences) {
    const decision = old.decisions.get(from.id);
    const heir = heirs.get(from.id);
    const host = heirs.get(decision?.mergedInto ?? '');
    if (decision?.disposition !== 'merged' || !heir || !host || host.order >= heir.order) continue;
    const standing = made.get(host.facts.id);
    const joined = decision.mergedInto === null ? -1 : hostItem(old, decision.mergedInto, from.id);
    const item = standing?.items[joined];
    if (!standing || !item) continue;
    const anchor: Anchor = { sentence: heir.facts.id, start: heir.facts.start, end: heir.facts.end };
    const anchors = [...item.anchors, anchor].sort((a, b) => a.start - b.start);
    made.set(host.facts.id, {
      ...standing,
      items: standing.items.map((it, i) => (i === joined ? { ...it, anchors } : it)),
    });
    made.set(heir.facts.id, { ...pending(heir.facts.id), disposition: 'merged', mergedInto: host.facts.id });
  }
  return next.sentences.map(({ id }) => made.get(id) ?? pending(id));
}

/** The item with its own sentence's anchor moved; anchors of merged sentences are put back after. null when a cut is lost. */
function moved(
  item: DraftState,
  from: SentenceFacts,
  to: SentenceFacts,
  oldText: string,
  newText: string,
): DraftState | null {
  const own = item.anchors.find((anchor) => anchor.sentence === from.id);
  if (!own) return null;
  const place = (offset: number): number | null => {
    if (offset === from.start) return to.start;
    if (offset === from.end) return to.end;
    const [at] = mapOffsets(oldText.slice(from.start, from.end), newText.slice(to.start, to.end), [
      offset - from.start,
    ]);
    return at === null || at === undefined ? null : to.start + at;
  };
  const start = place(own.start);
  const end = place(own.end);
  if (start === null || end === null || start >= end) return null;
  return { ...item, anchors: [{ sentence: to.id, start, end }] };
}

function tiles(items: readonly DraftState[], facts: SentenceFacts): boolean {
  let at = facts.start;
  for (const item of items) {
    const own = item.anchors[0];
    if (!own || own.start !== at) return false;
    at = own.end;
  }
  return items.length === 0 || at === facts.end;
}

function hostItem(old: BreakdownState, host: string, sentence: string): number {
  const items = old.decisions.get(host)?.items ?? [];
  return items.findIndex((item) => item.anchors.some((anchor) => anchor.sentence === sentence));
}

function list(
  old: BreakdownState,
  next: NewVersion,
  pairs: readonly Pair[],
  decisions: readonly DecisionState[],
): CarriedRow[] {
  const ordered = inSequence(pairs.map((pair) => pair.before));
  const byAfter = new Map(pairs.map((pair, k) => [pair.after, { ...pair, moved: !ordered.has(k) }]));
  const matched = new Set(pairs.map((pair) => pair.before));
  const rows: CarriedRow[] = [];
  let seen = 0;
  const removedUpTo = (limit: number) => {
    for (; seen < limit; seen++) {
      const before = old.sentences[seen];
      if (before && !matched.has(seen))
        rows.push({ carried: 'removed', before, after: null, similarity: 0, decisionKept: false });
    }
  };
  next.sentences.forEach((after, j) => {
    const pair = byAfter.get(j);
    if (!pair) {
      rows.push({ carried: 'added', before: null, after, similarity: 0, decisionKept: false });
      return;
    }
    if (!pair.moved) removedUpTo(pair.before + 1);
    const before = old.sentences[pair.before] ?? null;
    const carried = pair.moved ? 'moved' : pair.similarity === 1 ? 'unchanged' : 'changed';
    const decisionKept = decisions[j]?.disposition !== 'pending';
    rows.push({ carried, before, after, similarity: pair.similarity, decisionKept });
  });
  removedUpTo(old.sentences.length);
  return rows;
}
