import type { Figure } from '../measures/figure.ts';
import { isDigit, isLatin } from './characters.ts';
import { readChinese } from './chinese.ts';
import { figureOf } from './figures.ts';
import { readUnit } from './unit.ts';

const RANK_PLACE =
  /(?:全省|全国|全市|全区|全县|全州|西部|中部|东部|世界|国内|省内|市内|地区|城市|同类|全球|居|位列|名列|排名)第$/;
const LARGE =
  /(?:突破|超过|超|达到|达|跨越|跨过|迈上|站上|迈过|逾|近|约|过|总量|跨上|登上|实现|完成|投资|额|资金|收入|值|为|增加|减少|带动|撬动)$/;
const END = /^(?:[，。；、）！：]|以上|左右|以下|多|以内|的|$)/;

/** The unit of a figure that stands for something else than itself: 百分之, 成, 番, 一半. */
function made(
  text: string,
  start: number,
  end: number,
  value: number,
  unit: string,
  cls: Figure['cls'],
  base: string,
  factor: number,
  limit: number,
): Figure {
  const figure = figureOf(text, { start, end, value }, undefined, 'chinese', limit);
  const after = end + unit.length <= limit && text.startsWith(unit, end) ? end + unit.length : end;
  const shaped = figureOf(text, { start, end: after, value }, undefined, 'chinese', limit);
  return { ...figure, unit, cls, base, factor, after: shaped.after, tail: shaped.tail };
}

const SCALE_VALUES: ReadonlyMap<string, number> = new Map([
  ['百', 100],
  ['千', 1000],
  ['万', 1e4],
  ['亿', 1e8],
]);
const CROSSES = /(?:突破|超过|超|跨越|跨过|迈上|站上|迈过|逾|近|约|过|达到|达|跨上|登上|迈入|跨入|冲破|踏上)(?:了)?$/;

/**
 * 突破万亿元, 超百亿, 迈上千亿级台阶: a word of scale that stands for its own amount. Null where the character begins
 * something else, undefined where no figure can begin with it.
 */
function scaleAlone(text: string, at: number, from: number, end: number): Figure | undefined | null {
  const value = SCALE_VALUES.get(text.charAt(at));
  if (value === undefined) return null;
  const own = value < 1e4 ? null : undefined;
  const left = text.slice(Math.max(from, at - 4), at);
  if (!CROSSES.test(left)) return own;
  let unit = readUnit(text, at + 1, end);
  const number = { start: at, end: at + 1, value };
  // 亿级: the grade is no unit here.
  if (unit?.unit.endsWith('级'))
    unit = { ...unit, unit: unit.unit.slice(0, -1), end: unit.end - 1, cls: 'scale', base: '' };
  if (unit?.cls === 'amount' && value >= 1e4) {
    const figure = figureOf(text, number, unit, 'chinese', end);
    return /^[^，。；、！：的左以大台]/.test(text.slice(figure.after, figure.after + 1)) ? undefined : figure;
  }
  if (unit?.cls === 'count' && value >= 1e4) return figureOf(text, number, unit, 'chinese', end);
  if (unit?.cls === 'scale' || (unit === undefined && value >= 1e8)) {
    const stop = unit?.end ?? at + 1;
    const rest = text.slice(stop, Math.min(end, stop + 4));
    const graded =
      /^级(?:台阶|大关|规模|行列|以上)?(?=[，。；！]|$)/.exec(rest) ?? /^级(?:台阶|大关|规模|行列)/.exec(rest);
    if (!graded && !/^(?:[，。；！]|大关|台阶|$)/.test(rest)) return own;
    const figure = figureOf(text, number, unit, 'chinese', end);
    return graded ? { ...figure, after: stop + 1 } : figure;
  }
  return own;
}

/** An amount in Chinese numerals at `at`, or undefined: most numerals of Chinese prose are no amounts. */
export function readChineseFigure(text: string, at: number, from: number, end: number): Figure | undefined {
  const before = at > from ? text.charCodeAt(at - 1) : 0;
  if (isDigit(before) || isLatin(before)) return undefined;
  const left = text.slice(Math.max(from, at - 6), at);
  if (at + 3 < end && text.startsWith('百分之', at)) {
    const n =
      text.startsWith('百分之百', at) && at + 4 <= end ? { end: at + 4, value: 100 } : readChinese(text, at + 3, end);
    return n ? made(text, at, n.end, n.value, '%', 'ratio', '%', 1, end) : undefined;
  }
  if (at + 2 <= end && text.startsWith('一半', at)) {
    if (!/[占过超近的达]$|省|国|市|县/.test(left) && !/占/.test(left)) return undefined;
    return { ...made(text, at, at + 2, 0.5, '', 'ratio', '%', 100, end), unit: '' };
  }
  if (at + 3 <= end && text.startsWith('两位数', at)) {
    if (!/^(?:以上)?(?:的)?(?:增长|增速|增幅|，|。|；|、|以上)/.test(text.slice(at + 3, at + 7)) && !/增长$/.test(left))
      return undefined;
    return { ...made(text, at, at + 3, 10, '', 'ratio', '%', 1, end), tail: 'min' };
  }
  const alone = scaleAlone(text, at, from, end);
  if (alone !== null) return alone;
  const n = readChinese(text, at, end);
  if (!n) return undefined;
  const numerals = n.end - at;
  if (n.end > end) return undefined;
  const next = n.end < end ? text.charAt(n.end) : '';
  if (left.endsWith('第')) {
    if (!RANK_PLACE.test(text.slice(Math.max(from, at - 7), at))) return undefined;
    const unit = /^[位名]/.test(next) ? next : '';
    if (unit === '' && !/^(?:[，。；、）！：]|$)/.test(text.slice(n.end, n.end + 1))) return undefined;
    return { ...made(text, at, n.end, n.value, unit, 'rank', unit || '位', 1, end), ordinal: true };
  }
  const parts = /^分之([一二三四五六七八九十])(?=[，。；、）]|以上|左右|以下|的|$)/.exec(
    text.slice(n.end, Math.min(end, n.end + 6)),
  );
  if (parts) {
    if (!/[占超过近约达为到]$/.test(left)) return undefined;
    const numerator = readChinese(text, n.end + 2, n.end + 3);
    if (!numerator || numerator.value >= n.value) return undefined;
    return made(text, at, n.end + 3, Number((numerator.value / n.value).toPrecision(6)), '', 'ratio', '%', 100, end);
  }
  if (/[“《‘"]$/.test(left) || /[一二三四五六七八九十〇○零]$/.test(left)) return undefined;
  if (
    next === '成' &&
    numerals === 1 &&
    END.test(text.slice(n.end + 1, n.end + 3)) &&
    /(?:[占达超近过到约率至逾]|增长|下降|提高|降低|减少)$/.test(left)
  )
    return made(text, at, n.end, n.value, '成', 'ratio', '%', 10, end);
  if (next === '番' && /翻(?:了)?(?:近|约|超)?$/.test(left))
    return made(text, at, n.end, n.value, '番', 'times', '%', ((2 ** n.value - 1) * 100) / n.value, end);
  const unit = readUnit(text, n.end, end);
  if (!unit || unit.unit.endsWith('级')) return undefined;
  const digitLed = !/^[百千]/.test(text.charAt(at));
  if (unit.cls === 'times')
    return /(?:增长|提高|增加|扩大|的|到|提升)(?:了|近|超|约|至)?$/.test(left)
      ? figureOf(text, n, unit, 'chinese', end)
      : undefined;
  if (unit.cls === 'points') return figureOf(text, n, unit, 'chinese', end);
  if (unit.cls === 'amount') {
    if (/^[米里斤克度升方]$|^公里$/.test(unit.unit) && numerals < 2 && !LARGE.test(left)) return undefined;
    if (/^(?:级|以上|以下)/.test(text.slice(unit.end, unit.end + 2)) && !LARGE.test(left)) return undefined;
    if (text.startsWith('级', unit.end)) return undefined;
    if (!digitLed && (!LARGE.test(left) || /^[的级]/.test(text.slice(unit.end, unit.end + 1)))) return undefined;
    if (n.value === 1 && unit.factor === 1) return undefined;
    return figureOf(text, n, unit, 'chinese', end);
  }
  if (unit.cls === 'count' && unit.factor >= 1e4 && digitLed) return figureOf(text, n, unit, 'chinese', end);
  if (
    unit.cls === 'count' &&
    n.value >= 11 &&
    numerals >= 2 &&
    digitLed &&
    !/^[年月日号大届]/.test(unit.unit) &&
    /(?:建成|新建|改造|完成|新增|培育|实施|打造|引进|创建|达到|达|突破|超过|落实|办理|推进|出台|的|共|了|家|个|举办|开展)$/.test(
      left,
    )
  )
    return figureOf(text, n, unit, 'chinese', end);
  return undefined;
}
