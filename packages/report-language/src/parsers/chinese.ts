import type { ReadNumber } from './arabic.ts';

const DIGITS: ReadonlyMap<string, number> = new Map([...'〇一二三四五六七八九'].map((s, i) => [s, i] as const));
const EXTRA: ReadonlyMap<string, number> = new Map([
  ['零', 0],
  ['两', 2],
]);
const POWERS: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
]);

function digitOf(s: string): number | undefined {
  return DIGITS.get(s) ?? EXTRA.get(s);
}

/** Whether the character can begin a number in Chinese numerals. */
export function beginsChinese(c: number): boolean {
  return STARTS.has(c);
}
const STARTS = new Set([...'一二三四五六七八九十两百千万亿'].map((s) => s.charCodeAt(0)));

/**
 * Reads a number in Chinese numerals below ten thousand at `at` (三千, 十五, 二百三十, 一点五); the scale after it (万, 亿)
 * belongs to the unit. Undefined where the numerals do not form a number.
 */
export function readChinese(text: string, at: number, end: number): ReadNumber | undefined {
  let i = at;
  let total = 0;
  let pending: number | undefined;
  let last = 10_000;
  while (i < end) {
    const s = text.charAt(i);
    const d = digitOf(s);
    if (d !== undefined) {
      if (pending !== undefined) return undefined;
      pending = d;
      if (s === '零' || s === '〇') pending = undefined;
      i++;
      continue;
    }
    const power = POWERS.get(s);
    if (power === undefined || power >= last) break;
    if (pending === undefined && power !== 10 && i > at) break;
    total += (pending ?? 1) * power;
    pending = undefined;
    last = power;
    i++;
  }
  if (i === at) return undefined;
  let value = total + (pending ?? 0);
  if (i + 1 < end && text.charAt(i) === '点' && digitOf(text.charAt(i + 1)) !== undefined) {
    let decimals = '';
    let j = i + 1;
    for (let d = digitOf(text.charAt(j)); d !== undefined && j < end; d = digitOf(text.charAt(++j))) decimals += d;
    value = Number(`${value}.${decimals}`);
    i = j;
  }
  return { start: at, end: i, value };
}
