import type { Decision } from '@luoshi/server/modules/breakdowns/contract';

export interface SplitPoint {
  /** Offset in the report's text: the clause after it starts here. */
  at: number;
  suggested: boolean;
  /** Before it stands only a lead-in (主要预期目标是：), which is no item of its own. */
  afterLeadIn: boolean;
}

const SEPARATORS = /[，,；;、：:。]/;

/** Where a sentence can be split: after each mark inside it that something follows, and wherever the engine would. */
export function splitPoints(
  text: string,
  span: { start: number; end: number },
  clauses: Decision['clauses'],
): SplitPoint[] {
  const suggested = new Set(clauses.map((clause) => clause.start).filter((at) => at > span.start && at < span.end));
  const points = new Set(suggested);
  for (let at = span.start + 1; at < span.end; at++) {
    // A mark between digits belongs to a number or a ratio (1,200 or 3:1).
    const mark = text[at - 1]!;
    const inNumber = /[,:]/.test(mark) && /[0-9]/.test(text[at - 2] ?? '') && /[0-9]/.test(text[at] ?? '');
    if (
      SEPARATORS.test(mark) &&
      !inNumber &&
      hasWords(text.slice(at, span.end)) &&
      hasWords(text.slice(span.start, at))
    )
      points.add(at);
  }
  return [...points]
    .sort((a, b) => a - b)
    .map((at) => ({
      at,
      suggested: suggested.has(at),
      afterLeadIn: /^[^，；。]*[：:]\s*$/.test(text.slice(span.start, at)),
    }));
}

/** What is chosen at first: where the sentence is split now, else what the engine suggests. */
export function initialSplit(decision: Decision, start: number, points: readonly SplitPoint[]): Set<number> {
  if (decision.disposition !== 'split')
    return new Set(points.filter((point) => point.suggested && !point.afterLeadIn).map((point) => point.at));
  const possible = new Set(points.map((point) => point.at));
  const now = decision.items.flatMap((item) =>
    item.anchors.filter((anchor) => anchor.sentence === decision.sentence && anchor.start > start),
  );
  return new Set(now.map((anchor) => anchor.start).filter((at) => possible.has(at)));
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
