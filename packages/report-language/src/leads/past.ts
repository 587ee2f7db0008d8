import type { PastAssignment } from '../types.ts';

/** Decisions taken earlier, found again by the pairs of characters that their texts share. */
export interface PastIndex {
  decisions: readonly PastAssignment[];
  /** pair of characters -> [decision, count, decision, count …] */
  postings: Map<number, number[]>;
  norms: Float64Array;
}

const indexes = new WeakMap<readonly PastAssignment[], PastIndex>();

function pairs(text: string): Map<number, number> {
  const found = new Map<number, number>();
  let previous = -1;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    // Figures change from year to year, and the marks and blanks between words say nothing.
    if (c < 0x4e00 || c > 0x9fff) {
      previous = -1;
      continue;
    }
    if (previous >= 0) {
      const key = previous * 0x10000 + c;
      found.set(key, (found.get(key) ?? 0) + 1);
    }
    previous = c;
  }
  return found;
}

const norm = (vector: Map<number, number>): number => {
  let sum = 0;
  for (const n of vector.values()) sum += n * n;
  return Math.sqrt(sum);
};

export function pastIndex(decisions: readonly PastAssignment[]): PastIndex {
  let index = indexes.get(decisions);
  if (index) return index;
  const postings = new Map<number, number[]>();
  const norms = new Float64Array(decisions.length);
  decisions.forEach((d, i) => {
    const vector = pairs(d.text);
    norms[i] = norm(vector);
    for (const [pair, n] of vector) {
      const list = postings.get(pair);
      if (list) list.push(i, n);
      else postings.set(pair, [i, n]);
    }
  });
  index = { decisions, postings, norms };
  indexes.set(decisions, index);
  return index;
}

export interface Similar {
  decision: PastAssignment;
  /** Cosine of the pairs of characters, 0 to 1. */
  likeness: number;
}

/** The decisions about the most similar texts, best first; at most three, none below 0.5. */
export function similarDecisions(index: PastIndex, text: string): Similar[] {
  const vector = pairs(text);
  const own = norm(vector);
  if (own === 0) return [];
  const dots = new Map<number, number>();
  for (const [pair, n] of vector) {
    const list = index.postings.get(pair);
    if (!list) continue;
    for (let k = 0; k < list.length; k += 2) dots.set(list[k]!, (dots.get(list[k]!) ?? 0) + n * list[k + 1]!);
  }
  const similar: Similar[] = [];
  for (const [i, dot] of dots) {
    const likeness = dot / (own * index.norms[i]!);
    if (likeness >= 0.5) similar.push({ decision: index.decisions[i]!, likeness });
  }
  return similar.sort((a, b) => b.likeness - a.likeness).slice(0, 3);
}
