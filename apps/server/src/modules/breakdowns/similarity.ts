/** Pure: how alike two sentences are, and which one became which. */

/** Cells of the comparison table: sentences of 2,000 characters. Longer ones are no sentences, and are decided anew. */
const MAX_TABLE = 4_000_000;

/** Layout apart, the same words: blanks, full-width forms and half-width commas do not make a sentence another. */
export function folded(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').replace(/,/g, '，').replace(/;/g, '；').replace(/:/g, '：');
}

/** Pairs of neighbouring characters, counted. */
export function bigrams(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const characters = [...text];
  for (let i = 0; i + 1 < characters.length; i++) {
    const pair = `${characters[i]}${characters[i + 1]}`;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

/** Dice coefficient of two counted sets, 0 to 1. */
export function dice(a: Map<string, number>, b: Map<string, number>): number {
  let shared = 0;
  let total = 0;
  for (const [pair, count] of a) {
    shared += Math.min(count, b.get(pair) ?? 0);
    total += count;
  }
  for (const count of b.values()) total += count;
  return total === 0 ? 0 : (2 * shared) / total;
}

/** Indexes of a longest strictly increasing subsequence: what kept its order. */
export function inSequence(values: readonly number[]): Set<number> {
  const tails: number[] = [];
  const previous: number[] = [];
  for (let i = 0; i < values.length; i++) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] ?? 0] ?? 0) < (values[i] ?? 0)) low = middle + 1;
      else high = middle;
    }
    previous[i] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = i;
  }
  const kept = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) kept.add(at);
  return kept;
}

/**
 * Where offsets of one text lie in another: after the same character in a longest common subsequence of the two.
 * null for an offset whose neighbours are both gone.
 */
export function mapOffsets(from: string, to: string, offsets: readonly number[]): (number | null)[] {
  if (from === to) return [...offsets];
  if (from.length * to.length > MAX_TABLE) return offsets.map(() => null);
  const width = to.length + 1;
  const table = new Uint16Array((from.length + 1) * width);
  for (let i = from.length - 1; i >= 0; i--) {
    for (let j = to.length - 1; j >= 0; j--) {
      table[i * width + j] =
        from[i] === to[j]
          ? (table[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0);
    }
  }
  const partner = new Int32Array(from.length).fill(-1);
  for (let i = 0, j = 0; i < from.length && j < to.length; ) {
    if (from[i] === to[j]) partner[i++] = j++;
    else if ((table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0)) i++;
    else j++;
  }
  return offsets.map((offset) => {
    const before = partner[offset - 1] ?? -1;
    if (before >= 0) return before + 1;
    const after = partner[offset] ?? -1;
    return after >= 0 ? after : null;
  });
}
