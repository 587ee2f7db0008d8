/** Character tests of the number parsers, by code. Both widths of digits count. */

export function isDigit(c: number): boolean {
  return (c >= 48 && c <= 57) || (c >= 0xff10 && c <= 0xff19);
}

export function isLatin(c: number): boolean {
  return (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || (c >= 0xff21 && c <= 0xff3a) || (c >= 0xff41 && c <= 0xff5a);
}

export function isHan(c: number): boolean {
  return (c >= 0x4e00 && c <= 0x9fff) || c === 0x3007;
}

const BREAKS = new Set([...'，。；：！？,;:!?\n\r…'].map((s) => s.charCodeAt(0)));

/** Ends a clause. A comma between digits is read by the number parser first. */
export function isBreak(c: number): boolean {
  return BREAKS.has(c);
}

const DASHES = new Set([...'-—–~～－─'].map((s) => s.charCodeAt(0)));

export function isDash(c: number): boolean {
  return DASHES.has(c);
}

/** Where `mark` stands in the `reach` characters from `from` on, or -1: a missing mark must not cost the whole text. */
export function findNear(text: string, mark: string, from: number, reach: number): number {
  const at = text.slice(from, from + reach).indexOf(mark);
  return at < 0 ? -1 : from + at;
}
