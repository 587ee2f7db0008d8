import type { Decision, Disposition } from '@luoshi/server/modules/breakdowns/contract';
import type { Section, Sentence } from '@luoshi/server/modules/reports/contract';

/** What the reconciliation bar can narrow the text to: one disposition, or the sentences that bear items. */
export type Show = Disposition | 'items';

export type Decisions = ReadonlyMap<string, Decision>;

export function matches(decision: Decision | undefined, show: Show | null): boolean {
  if (!show || !decision) return true;
  if (show === 'items') return decision.disposition === 'single' || decision.disposition === 'split';
  return decision.disposition === show;
}

/** The sentences shown: those that match, and the current one, which must not vanish under the hand that just decided it. */
export function shownSentences(
  sentences: readonly Sentence[],
  decisions: Decisions,
  show: Show | null,
  current: string,
): Sentence[] {
  return show
    ? sentences.filter((sentence) => sentence.id === current || matches(decisions.get(sentence.id), show))
    : [...sentences];
}

/** The neighbour in the list, or the same at its ends. */
export function step(sentences: readonly Sentence[], current: string, by: 1 | -1): string {
  const at = sentences.findIndex((sentence) => sentence.id === current);
  return sentences[at + by]?.id ?? current;
}

/** The next pending sentence after the current one, from the top again at the end; null when none is left. */
export function nextPending(sentences: readonly Sentence[], decisions: Decisions, current: string): string | null {
  const at = sentences.findIndex((sentence) => sentence.id === current);
  const order = [...sentences.slice(at + 1), ...sentences.slice(0, at)];
  return order.find((sentence) => decisions.get(sentence.id)?.disposition === 'pending')?.id ?? null;
}

/** What M would join to the sentence: the next one that is neither part of its item already nor settled as no item. */
export function mergeCandidate(sentences: readonly Sentence[], decisions: Decisions, current: string): Sentence | null {
  const root = decisions.get(current)?.mergedInto ?? current;
  const at = sentences.findIndex((sentence) => sentence.id === current);
  const next = sentences.slice(at + 1).find((sentence) => {
    const decision = decisions.get(sentence.id);
    return decision?.disposition !== 'none' && decision?.mergedInto !== root;
  });
  return next && decisions.get(next.id)?.disposition !== 'merged' ? next : null;
}

export interface OutlineEntry {
  section: Section;
  /** First sentence inside it or its subsections. */
  first: string;
  decided: number;
  total: number;
}

/** The sections that hold sentences to be decided, each with its own counts and those of its subsections. */
export function outline(
  sections: readonly Section[],
  sentences: readonly Sentence[],
  decisions: Decisions,
): OutlineEntry[] {
  const parents = new Map(sections.map((section) => [section.id, section.parent]));
  const entries = new Map<string, Omit<OutlineEntry, 'section'>>();
  for (const sentence of sentences) {
    const decided = decisions.get(sentence.id)?.disposition !== 'pending';
    for (let at: string | undefined = sentence.section; at; at = parents.get(at)) {
      const entry = entries.get(at) ?? { first: sentence.id, decided: 0, total: 0 };
      entry.total++;
      if (decided) entry.decided++;
      entries.set(at, entry);
    }
  }
  return sections.flatMap((section) => {
    const entry = entries.get(section.id);
    return entry ? [{ section, ...entry }] : [];
  });
}
