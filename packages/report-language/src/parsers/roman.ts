import type { Figure } from '../measures/figure.ts';
import { isLatin } from './characters.ts';
import { figureOf } from './figures.ts';

const ASCII: ReadonlyMap<string, number> = new Map([
  ['I', 1],
  ['II', 2],
  ['III', 3],
  ['IV', 4],
  ['V', 5],
]);

/** Whether the character can begin a Roman numeral of a class: Ⅰ … Ⅻ, I, V. */
export function beginsRoman(c: number): boolean {
  return (c >= 0x2160 && c <= 0x216b) || c === 0x49 || c === 0x56;
}

/** Ⅲ类, II类: a class reached, with the words that bound it. Undefined where no 类 follows. */
export function readRomanFigure(text: string, at: number, end: number): Figure | undefined {
  const c = text.charCodeAt(at);
  let stop = at + 1;
  let value = c - 0x2160 + 1;
  if (c < 128) {
    if (at > 0 && isLatin(text.charCodeAt(at - 1))) return undefined;
    while (stop < end && isLatin(text.charCodeAt(stop)) && stop - at < 4) stop++;
    const known = ASCII.get(text.slice(at, stop));
    if (known === undefined) return undefined;
    value = known;
  }
  if (stop >= end || text.charAt(stop) !== '类') return undefined;
  // Ⅰ—Ⅲ类水质断面占比, 劣Ⅴ类: a class in the name of a share.
  if (
    text.charAt(at - 1) === '劣' ||
    /^(?:及以上)?(?:优良)?(?:水质|水体|水)?(?:断面)?(?:占比|比例|率)/.test(
      text.slice(stop + 1, Math.min(end, stop + 14)),
    )
  )
    return undefined;
  // Ⅰ类新药 is a class of products; a class of water stands alone or before its bound.
  if (
    /^[一-龥]/.test(text.slice(stop + 1, end)) &&
    !/^(?:及|以|标准|水|或|和|目标|的|左右)/.test(text.slice(stop + 1, stop + 3))
  )
    return undefined;
  return figureOf(
    text,
    { start: at, end: stop, value },
    { start: stop, end: stop + 1, unit: '类', cls: 'count', base: '类', factor: 1, more: false },
    'roman',
    end,
  );
}
