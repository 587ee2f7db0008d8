import { type Figure, imply } from '../measures/figure.ts';
import type { ReadFacts, ReadSentence } from '../measures/types.ts';

type Part = ReadSentence['part'];

/** What stretch of time the text around a sentence speaks of. It is carried from sentence to sentence. */
export interface Era {
  /** "" for the year of the part itself, else a span such as 2021-2025. */
  span: string;
  /** A year said in the words before: 到2030年. */
  year: number | null;
}

const REVIEW_SPAN =
  /(?:过去|这)(?:的)?五年|五年来|五年间|五年累计|“十[三四五]五”时期工作|“十[三四五]五”(?:时期|期间|以来|规划)?(?:，|是|工作回顾|主要)|的五年|五年工作/;
const REVIEW_YEAR =
  /(?:过去|刚刚过去|这|去|上)(?:的)?(?:一)?(?:20\d\d)?年(?:来)?(?!内)|一年来|(?:20\d\d)年(?:，|是|全省|全市|工作回顾|主要)/;
const PLAN_SPAN = /“十[四五六]五”时期|“十[四五六]五”(?:主要|期间|规划|末)|今后五年|未来五年/;
const PLAN_YEAR = /今年|20\d\d年(?:，|重点|主要|工作|政府|经济|的)/;

/** The era a part begins with. */
export function eraOf(part: Part, facts: ReadFacts): Era {
  return { span: part === 'outlook' ? spanFrom(facts.planYear) : '', year: null };
}

/** The era after reading a sentence that says which time it speaks of. */
export function nextEra(era: Era, words: string, part: Part, facts: ReadFacts): Era {
  if (part === 'review' || part === 'other') {
    const five = REVIEW_SPAN.exec(words);
    const one = REVIEW_YEAR.exec(words);
    if (five && one && /工作回顾|主要工作|重点工作/.test(words)) return { span: '', year: null };
    if (five && (!one || five.index >= one.index)) return { span: spanUpTo(facts.reviewYear), year: null };
    if (one && !/五年/.test(one[0])) return { span: '', year: null };
    return era;
  }
  if (part === 'outlook') return era;
  const five = PLAN_SPAN.exec(words);
  const one = PLAN_YEAR.exec(words);
  if (one && (!five || one.index < five.index || /今年(?:是|发展|经济|主要)/.test(words)))
    return { span: '', year: null };
  if (five) return { span: spanFrom(facts.planYear), year: null };
  return era;
}

function spanUpTo(year: number | null): string {
  return year === null ? '' : `${year - 4}-${year}`;
}

function spanFrom(year: number | null): string {
  return year === null ? '' : `${year}-${year + 4}`;
}

const SAID = /((?:19|20)\d\d)年/g;
const STOCK =
  /(?:率|总值|总量|水平|规模|总数|里程|人口|寿命|比重|占比|强度|装机|余额|总额|比值|收入比|满意度|指数|床位数|托位数|信贷|年限|收入|拥有量)$/;

/** Decides the period: a year said in the clause, the span the paragraph speaks of, or the year of the part. */
export function readPeriod(text: string, figure: Figure, from: number, part: Part, era: Era, facts: ReadFacts): void {
  const words = text.slice(Math.max(from, figure.start - 40), figure.start);
  let year = '';
  for (const m of words.matchAll(SAID))
    if (!/^(?:以来|印发|起)/.test(words.slice(m.index + m[0].length, m.index + m[0].length + 2))) year = m[1]!;
  const target = part === 'plan' || part === 'targets' || part === 'outlook';
  const home = target ? facts.planYear : facts.reviewYear;
  if (year !== '') {
    figure.period = year;
    return;
  }
  if (era.span !== '') {
    const [first, last] = era.span.split('-') as [string, string];
    const growing =
      figure.lead.yearly ||
      figure.aspect === 'growth' ||
      figure.aspect === 'change' ||
      figure.lead.total ||
      figure.lead.gain;
    if (target) figure.period = era.span;
    else if (figure.end2 === 'from') figure.period = String(Number(first) - 1);
    else if (figure.end2 === 'to') figure.period = last;
    else if (
      !growing &&
      (figure.lead.reached ||
        figure.aspect === 'rank' ||
        (figure.aspect === 'level' &&
          (figure.lead.bound === 'min' ||
            STOCK.test(figure.indicator) ||
            figure.cls === 'ratio' ||
            (figure.lead.link && figure.cls !== 'count'))))
    )
      figure.period = last;
    else figure.period = era.span;
    imply(figure, 'period', 'the paragraph speaks of five years');
    return;
  }
  if (home !== null) {
    figure.period = String(figure.end2 === 'from' && !target ? home - 1 : home);
    imply(
      figure,
      'period',
      target ? 'the plan part speaks of the plan year' : 'the review part speaks of the review year',
    );
  }
}
