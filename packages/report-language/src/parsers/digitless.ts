import type { Figure } from '../measures/figure.ts';
import type { Aspect, Bound } from '../types.ts';
import { figureOf } from './figures.ts';

interface Phrase {
  pattern: RegExp;
  aspect: Aspect;
  bound: Bound;
}

/** Targets that carry no digit, as the targets part writes them. The named group is the span of the measure. */
const PHRASES: readonly Phrase[] = [
  {
    pattern:
      /(?:增长|增速|增幅)?(?<said>[与和](?:全国|全省)?(?:经济|地区生产总值|生产总值|GDP)(?:增长|发展|增速)?(?:基本|保持|大体)*同步)/,
    aspect: 'growth',
    bound: 'eq',
  },
  {
    pattern: /(?:增长|增速|增幅)(?<said>(?:保持)?(?:高于|快于|不低于|好于|略高于)[^，。；、]{2,14})/,
    aspect: 'growth',
    bound: 'min',
  },
  {
    pattern: /(?:增长|增速|增幅)(?<said>(?:保持|稳定)在[^，。；、\d]{2,12}(?:水平|平均)(?:以上))/,
    aspect: 'growth',
    bound: 'min',
  },
  { pattern: /(?<said>(?:控制|稳定|保持)在[^，。；、\d]{2,16}(?:以内|之内|范围内))/, aspect: 'level', bound: 'max' },
  { pattern: /(?<said>(?:控制|稳定|保持|达到|处于)在?合理区间)/, aspect: 'level', bound: 'eq' },
  {
    pattern:
      /(?<said>(?:完成|达到|控制在|实现)(?:国家|省|省定|省上|市|上级|“十[四五六]五”)[^，。；\d]{0,34}(?:目标|任务|要求)(?:任务)?)/,
    aspect: 'level',
    bound: 'eq',
  },
  { pattern: /(?<said>(?:与上年|与去年)?(?:基本|总体)?持平)/, aspect: 'growth', bound: 'eq' },
  { pattern: /(?<said>稳中有[升增进])/, aspect: 'growth', bound: 'min' },
  { pattern: /(?<said>(?:保持|总体|基本)(?:总体|基本)?(?:稳定|平稳))/, aspect: 'level', bound: 'eq' },
];

/** The target without a digit of a clause, or undefined. `nameEnd` is where the words that name it end. */
export function readDigitless(text: string, start: number, end: number): Figure | undefined {
  const words = text.slice(start, Math.min(end, start + 90));
  for (const { pattern, aspect, bound } of PHRASES) {
    const m = pattern.exec(words);
    const said = m?.groups?.said;
    if (!m || said === undefined) continue;
    const at = start + m.index + m[0].lastIndexOf(said);
    const figure = figureOf(text, { start: at, end: at + said.length, value: 0 }, undefined, 'none', end);
    const nameEnd = start + m.index;
    return {
      ...figure,
      value: null,
      after: at + said.length,
      tail: '',
      aspect,
      direction: aspect === 'growth' && !/持平/.test(said) ? 'up' : '',
      bound,
      lead: { ...figure.lead, from: start, nameEnd },
    };
  }
  return undefined;
}
