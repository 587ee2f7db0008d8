/** Longest-match word tables, keyed by one character so that a look-up costs a map access and a few comparisons. */

/** Words by first character, longest first. */
export interface Words {
  /** Length of the longest word that begins at `at` and ends by `end`; 0 if none. */
  startsAt(text: string, at: number, end: number): number;
  /** Length of the longest word that ends at `at` and begins at or after `from`; 0 if none. */
  endsAt(text: string, at: number, from: number): number;
  has(word: string): boolean;
}

function group(words: readonly string[], key: (word: string) => string): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const word of words) {
    const k = key(word);
    const list = map.get(k);
    if (list) list.push(word);
    else map.set(k, [word]);
  }
  for (const list of map.values()) list.sort((a, b) => b.length - a.length);
  return map;
}

/** Builds a table from words, given as lists or as strings of words separated by blanks. */
export function words(...lists: readonly string[]): Words {
  const all = [...new Set(lists.flatMap((list) => list.split(/\s+/)).filter((word) => word !== ''))];
  const byFirst = group(all, (word) => word.charAt(0));
  const byLast = group(all, (word) => word.charAt(word.length - 1));
  const set = new Set(all);
  return {
    startsAt(text, at, end) {
      const list = byFirst.get(text.charAt(at));
      if (list) for (const word of list) if (at + word.length <= end && text.startsWith(word, at)) return word.length;
      return 0;
    },
    endsAt(text, at, from) {
      if (at <= from) return 0;
      const list = byLast.get(text.charAt(at - 1));
      if (list)
        for (const word of list)
          if (at - word.length >= from && text.startsWith(word, at - word.length)) return word.length;
      return 0;
    },
    has: (word) => set.has(word),
  };
}

/** Words with a value each: the longest match wins. */
export interface WordMap<T> {
  startsAt(text: string, at: number, end: number): { word: string; value: T } | undefined;
  endsAt(text: string, at: number, from: number): { word: string; value: T } | undefined;
}

/** Builds a table from `value -> words separated by blanks`. */
export function wordMap<T>(rows: readonly (readonly [T, string])[]): WordMap<T> {
  const values = new Map<string, T>();
  for (const [value, list] of rows) for (const word of list.split(/\s+/)) if (word !== '') values.set(word, value);
  const table = words([...values.keys()].join(' '));
  return {
    startsAt(text, at, end) {
      const length = table.startsAt(text, at, end);
      if (length === 0) return undefined;
      const word = text.slice(at, at + length);
      return { word, value: values.get(word)! };
    },
    endsAt(text, at, from) {
      const length = table.endsAt(text, at, from);
      if (length === 0) return undefined;
      const word = text.slice(at - length, at);
      return { word, value: values.get(word)! };
    },
  };
}
