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

/** A sentence that opens on five years: 五年来…, 过去五年…, “十四五”时期…; or that is a heading of such a chapter. */
const REVIEW_SPAN =
  /^[—\-一二三四五六七八九十（）()、\s]{0,6}(?:(?:过去|这)(?:的)?五年|五年来|五年间|回首五年|回顾五年|“十[三四五]五”(?:时期|期间|以来))|^(?:——)?这是[^，。]{2,24}的五年|“十[三四五]五”时期(?:主要)?工作(?:回顾)?/;
const REVIEW_YEAR =
  /^[^，。]{0,10}(?:过去|刚刚过去|去|上)(?:的)?(?:一)?(?:20\d\d)?年|^[^，。]{0,6}(?:一年来|这一年|20\d\d年(?:，|是|全省|全市|工作|主要|以来))/;
const PLAN_SPAN = /“十[四五六]五”时期|“十[四五六]五”(?:主要|期间|规划|末)|今后五年|未来五年/;
const PLAN_YEAR = /今年|20\d\d年(?:，|重点|主要|工作|政府|经济|的)/;
/** A span said inside the sentence, before the number. */
const SAID_SPAN = /五年来|五年间|五年累计|过去五年|“十[三四]五”(?:期间|时期|以来)/;

/** The era a part begins with. */
export function eraOf(part: Part, facts: ReadFacts): Era {
  return { span: part === 'outlook' ? spanFrom(facts.planYear) : '', year: null };
}

/** The era after reading a sentence that says which time it speaks of. */
export function nextEra(era: Era, words: string, part: Part, facts: ReadFacts): Era {
  if (part === 'review' || part === 'other') {
    const five = REVIEW_SPAN.exec(words);
    const one = REVIEW_YEAR.exec(words);
    if (/(?:20\d\d年).{0,4}“十[三四五]五”/.test(words) && words.length < 30) return { span: '', year: null };
    if (five) return { span: spanUpTo(facts.reviewYear), year: null };
    if (one) return { span: '', year: null };
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
  /(?:率|总值|总量|水平|规模|总数|里程|人口|寿命|比重|占比|强度|装机|营收|余额|总额|比值|收入比|满意度|指数|床位数|托位数|信贷|年限|收入|拥有量)$/;

/** Decides the period: a year said in the clause, the span the paragraph speaks of, or the year of the part. */
export function readPeriod(text: string, figure: Figure, from: number, part: Part, era: Era, facts: ReadFacts): void {
  const lead = /(?<![以自从])((?:19|20)\d\d年)[末底]?，$/.exec(text.slice(Math.max(0, from - 12), from))?.[1] ?? '';
  const words = lead + text.slice(Math.max(from, figure.start - 40), figure.start);
  let year = '';
  for (const m of words.matchAll(SAID))
    if (
      !/[比较与]/.test(words.charAt(m.index - 1) || ' ') &&
      (!/^(?:以来|印发|起|的$)/.test(words.slice(m.index + m[0].length, m.index + m[0].length + 2)) ||
        (figure.end2 === 'from' && words.endsWith('的')))
    )
      year = m[1]!;
  const target = part === 'plan' || part === 'targets' || part === 'outlook';
  const home = target ? facts.planYear : facts.reviewYear;
  if (year !== '' && figure.end2 !== 'to') {
    figure.period = year;
    return;
  }
  const running =
    figure.unit === '年' && /连续$/.test(words) && !target && facts.reviewYear !== null ? figure.value : null;
  if (running !== null && running > 1) {
    figure.period = `${facts.reviewYear! - running + 1}-${facts.reviewYear}`;
    return;
  }
  // 较“十三五”末的X: the year that the plan ended.
  const ended = ENDED.exec(words);
  if (ended) {
    figure.period = String(1995 + 5 * ('一二三四五六'.indexOf(ended[1]!) + 3));
    return;
  }
  // 连续9年稳定在: true of every one of the years.
  const steady = target || facts.reviewYear === null ? null : STEADY_YEARS.exec(words);
  if (steady) {
    const years = Number(steady[1]) || '一二三四五六七八九十'.indexOf(steady[1]!) + 1;
    if (years > 1) {
      figure.period = `${facts.reviewYear! - years + 1}-${facts.reviewYear}`;
      return;
    }
  }
  const span = era.span || (!target && SAID_SPAN.test(words) ? spanUpTo(facts.reviewYear) : '');
  if (span !== '') {
    figure.period = target ? span : inSpan(figure, span, words, text.slice(figure.after, figure.after + 18));
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

/** In a review of five years: what was reached is of the last year, what was done or grew is of the whole span. */
function inSpan(figure: Figure, span: string, words: string, next: string): string {
  const [first, last] = span.split('-') as [string, string];
  const { lead } = figure;
  if (figure.end2 === 'from') return String(Number(first) - 1);
  if (figure.end2 === 'to' || lead.reached || figure.aspect === 'rank') return last;
  if (figure.aspect === 'share' && !lead.steady && !lead.yearly) return last;
  if (
    figure.cls === 'times' ||
    lead.yearly ||
    lead.steady ||
    lead.gain ||
    figure.aspect === 'growth' ||
    figure.aspect === 'change'
  )
    return span;
  if (
    /累计(?:完成|实现)$|累计(?!(?:达到|达|超过|超|突破|有|为|到|约|近|总量|总数)*$)[一-龥]|连续?(?:跨|迈|上)[一-龥]{0,2}$/.test(
      words,
    )
  )
    return span;
  // 14个市州空气质量达标, 3家高新区位列全国前列: how things stand.
  if (figure.named === 'after' && figure.cls === 'count' && STANDING.test(next) && !DOING.test(words)) return last;
  if (lead.total && lead.link) return last;
  // 单项冠军59家: things that are there, and nothing said of how they came.
  if (figure.unit === '大') return last;
  if (figure.named === 'before' && figure.cls === 'count' && !lead.total && !DOING.test(words)) return last;
  if (lead.total || figure.named === 'after' || /^新[增建设]/.test(figure.indicator) || DONE.test(figure.opened))
    return span;
  if (
    figure.aspect === 'share' ||
    figure.cls === 'ratio' ||
    lead.link ||
    lead.bound === 'min' ||
    STOCK.test(figure.indicator)
  )
    return last;
  return span;
}

const ENDED = /“十([一二三四五六])五”末的$/;
const STEADY_YEARS = /连续(\d{1,2}|[二三四五六七八九十])年(?:稳定|保持|维持)在$/;
/** Words of doing, anywhere before the number: what follows was done in the whole span. */
const DOING =
  /新[增建设批探发创认引投开登签组上获入选改]|组建|建立|构建|布局|攻克|研发(?!机构|投入|平台|中心|经费|人员)|投用|投运|建成|建设(?!示范|用地)|重组|出让|审议|提请|发布|召开|起草|推荐|受理|完成|实施|改造|培育|发放|投入|引[进育]|创[建成]|办[理结]|解决|开[展通行工办设辟]|治理|争取|落实|探明|提[升出交]|增[补加设配]|退出|化解|处置|服务企业|援助|援建|累计|获[批评得]|荣获|入选|举办|出台|培训|救助|帮扶|选派|吸[纳引]|查处|整治|修复|打造|推出|发射|搬迁|安置|交付|供应|筹集|签约|落[地户]|净[增减]|转[化移让]|制定|修订|组织|压减|关[闭停]|淘汰|清[理退]|腾退|设立|成立|承办|配备|更新|加装|种植|造林|绿化|栽植/;
const STANDING = /^[^，。；、]{2,12}?(?:位列|位居|稳居|居全|进入|迈入|达标|达到)/;
const DONE = /(?:完成|新建|建成|实施|改造|培育|新增|发放|投入|引进|创建|办理|解决|开展|治理|争取|落实)/;
