import { KEEP, OPENERS, PREDICATES, STOPS } from '../lexicon/figure-words.ts';
import { type Clause, type Figure, imply, type Reading } from '../measures/figure.ts';
import { completeName } from './complete-name.ts';
import type { Context } from './context.ts';
import { type Name, nameAfter, nameBefore, predicateAfter } from './name.ts';
import { isRelative, joinTopic, standing, subjectBefore } from './topic.ts';

/** Names one figure: from the words before it, the words after it, or what the clauses before speak of. */
export function nameFigure(reading: Reading, clause: Clause, i: number, index: number, context: Context): void {
  const { text } = reading;
  const figure = clause.figures[i]!;
  const { lead } = figure;
  const previous = clause.figures[i - 1];
  if (previous && (figure.end2 === 'high' || figure.end2 === 'to' || figure.shares >= 0)) {
    followPrevious(reading, figure, previous);
    return;
  }
  if (figure.cls === 'ratio' && nameGrowthTarget(text, figure)) return;
  const low = clause.figures[i + 1]?.end2 === 'high';
  const numberEnd = low ? clause.figures[i + 1]! : figure;
  const limit = clause.figures[i + (low ? 2 : 1)]?.start ?? clause.end;
  const before = nameBefore(text, ownWords(text, lead, previous), lead.nameEnd, reading);
  const after = wantsAfter(text, numberEnd, limit)
    ? nameAfter(text, numberEnd.after, limit, figure.cls === 'amount' || limit < clause.end)
    : { name: '', end: numberEnd.after };
  figure.scope = before.scope || context.organisation;
  if (before.scope === '' && figure.scope !== '')
    imply(figure, 'scope', 'the clause before is about this organisation');
  if (figure.cls === 'amount' && CLUB.test(after.name) && (context.topic !== '' || previous)) {
    // 成为北方首个过10万亿元省份: the amount is that of what was named before.
    figure.indicator = previous?.indicator || context.topic;
    figure.named = 'topic';
    imply(figure, 'indicator', 'named in the words before');
    return;
  }
  const served =
    text.charAt(figure.after) === '的' &&
    /(?:惠及|覆盖|辐射|服务)$/.test(text.slice(Math.max(lead.from, lead.nameEnd - 2), lead.nameEnd));
  // 惠及3400万人的引水工程
  const side = served && after.name.length >= 2 ? 'after' : choose(reading, figure, before, after.name);
  figure.named = side;
  if (side === 'after') {
    // 32个国考断面水质优良比例达93.8%: the things counted end where the rate of the next number begins.
    if (figure.cls === 'count' && clause.figures[i + 1]?.cls === 'ratio') {
      const things = after.name.replace(COUNTED_RATE, '');
      if (things.length >= 2) after.name = things;
    }
    completeName(reading, clause, i, before, after);
    if (/(?:惠及|带动|受益)$/.test(before.opened)) nameBeneficiary(reading, figure, index);
  } else if (side === 'before') nameFromBefore(reading, clause, i, index, before, context);
  else nameFromTopic(reading, clause, i, index, before, limit, context);
}

const COUNTED_RATE = /(?:水质|空气质量|空气)?(?:平均)?[一-龥]{2}(?:天数)?(?:比例|比率|率)$/;
const CLUB =
  /^(?:的)?(?:经济|GDP|生产总值)?(?:省份|城市|地级市|大市|强市|大县|强县|俱乐部|城市行列|城市俱乐部|行列|方阵|梯队)$/;

/** 确定4.5%左右的增长目标: a growth target without a name is that of the gross regional product. */
function nameGrowthTarget(text: string, figure: Figure): boolean {
  const said = /^的(?:预期)?(经济)?(?:预期)?(?:增长|增速)(?:预期)?目标/.exec(
    text.slice(figure.after, figure.after + 10),
  );
  if (!said) return false;
  figure.indicator = said[1] ?? '地区生产总值';
  figure.named = 'topic';
  imply(figure, 'indicator', 'a growth target without a name is that of the gross regional product');
  return true;
}

/** After 3个A建成、…: the words up to the last 、 belong to the things counted before. */
function ownWords(text: string, lead: Figure['lead'], previous: Figure | undefined): number {
  if (previous?.named !== 'after') return lead.from;
  const words = text.slice(lead.from, lead.nameEnd);
  const cut = words.lastIndexOf('、');
  return cut < 0 ||
    cut === words.length - 1 ||
    words.lastIndexOf('“') > cut ||
    words.lastIndexOf('”') < words.lastIndexOf('“')
    ? lead.from
    : lead.from + cut + 1;
}

/** The upper end of a range and the second of 由A提高到B speak of what the first does. */
function followPrevious(reading: Reading, figure: Figure, first: Figure): void {
  const named =
    figure.end2 === 'to' ? nameBefore(reading.text, figure.lead.from, figure.lead.nameEnd, reading).name : '';
  figure.indicator =
    named.length >= 3 && !/^(?:整合|合并|压|缩|增|提|降|减|上|扩)/.test(named) ? named : first.indicator;
  figure.scope = first.scope;
}

/** Whether words after the unit can name what is counted. */
function wantsAfter(text: string, figure: Figure, to: number): boolean {
  const at = figure.after;
  if (at >= to || figure.end2 === 'from') return false;
  const s = text.charAt(at);
  if ('，。；、：）！？和及与”,;—-/'.includes(s) && KEEP.startsAt(text, at, to) < 2) return false;
  if (figure.cls === 'points' || figure.cls === 'times' || figure.cls === 'rank' || figure.ordinal) return false;
  if (s === '的') return true;
  const predicate = PREDICATES.startsAt(text, at, to);
  return !(predicate > 0 && KEEP.startsAt(text, at, to) <= predicate);
}

const OWNED =
  /(?:资金|投资|收入|产值|面积|里程|消费|产量|支出|补贴|财力|余额|总额|成本|规模|金额|贷款|债券|基金|额|率|量|数|值|费|税|装机|容量|产能)$/;
/** Verbs of change that open a clause about what was done to the things counted: 提升40所普通高中办学能力. */
const OPENING = /^(?:提升|改善|扩大|拓展|壮大|增强|延长|扩展)$/;

function choose(reading: Reading, figure: Figure, before: Name, after: string): 'before' | 'after' | 'topic' {
  const { lead } = figure;
  const hasBefore = before.name.length > 0;
  const of = reading.text.charAt(figure.after) === '的';
  const fallback = hasBefore ? 'before' : 'topic';
  if (figure.cls === 'ratio' || figure.cls === 'times' || figure.cls === 'points') {
    if (lead.change !== '' || lead.share) return fallback;
    if (of && after.length >= 2) return /(?:率|比例|比重|占比|指数)$/.test(before.name) ? 'before' : 'after';
    if (after.length >= 2 && hasBefore && !/(?:率|比例|比重|占比|指数|数|度)$/.test(before.name)) return 'after';
    if (figure.tail !== '' && after.length >= 2 && (!hasBefore || /覆盖/.test(before.opened))) return 'after';
    return !hasBefore && after.length >= 2 ? 'after' : fallback;
  }
  if (figure.ordinal || (hasBefore && /(?:台阶|大关)$/.test(after))) return fallback;
  if (lead.change !== '' && after.length >= 2 && figure.cls === 'count' && OPENING.test(lead.verb)) return 'after';
  if (lead.change !== '' && !(figure.cls === 'count' && after.length >= 2 && !hasBefore)) return fallback;
  if (after.length < 2 && (after.length === 0 || hasBefore)) return fallback;
  if (figure.cls === 'time') return hasBefore ? 'before' : 'topic';
  if (figure.cls === 'count' || figure.cls === 'scale') {
    if (of && hasBefore && figure.cls === 'count') return 'before';
    return lead.link && hasBefore && figure.cls === 'scale' ? 'before' : 'after';
  }
  if (!hasBefore) return 'after';
  if (of) return isRelative(before.name) || before.name.includes('、') ? 'after' : 'before';
  return OWNED.test(before.name) ? 'before' : 'after';
}

function nameFromBefore(
  reading: Reading,
  clause: Clause,
  i: number,
  index: number,
  before: Name,
  context: Context,
): void {
  const figure = clause.figures[i]!;
  const { lead } = figure;
  figure.opened = before.opened;
  const previous = clause.figures[i - 1];
  figure.indicator = lead.all ? before.name : fromList(before.name, lead.each);
  const per = previous?.named === 'before' ? PER_HEAD.exec(previous.indicator)?.[0] : undefined;
  if (per && !figure.indicator.startsWith('每')) figure.indicator = per + figure.indicator;
  // 诉求按时办结率达到98%、满意率达到92%: a short rate is of what the rate before is of.
  const rated = /^[一-龥]{2}率$/.test(figure.indicator) ? RATED.exec(previous?.indicator ?? '') : null;
  if (rated && text0(reading, figure) === '、') figure.indicator = rated[1]! + figure.indicator;
  const use = /^用于([^，。；、]{2,8})/.exec(reading.text.slice(figure.after, Math.min(clause.end, figure.after + 10)));
  if (use && reading.text.charAt(figure.start - 1) === '的') {
    figure.indicator = `${use[1]}支出`;
    return;
  }
  // 总量和增速均居全国第5位
  if (figure.indicator.includes('和') && figure.indicator.split('和').every(isRelative)) {
    const topic = previous?.indicator || context.topic;
    if (topic !== '' && topic.length <= 16) {
      figure.indicator = topic + figure.indicator;
      imply(figure, 'indicator', 'a relative head is completed by what was named before');
      return;
    }
  }
  const grade = /^(?:国家|省|市|县|区|部)级$/.exec(figure.indicator);
  const graded = previous?.indicator || context.topic;
  if (grade && /(?:国家|省|市|县|区|部)级/.test(graded)) {
    figure.indicator = graded.replace(/(?:国家|省|市|县|区|部)级(?:及?以[上下])?/, grade[0]);
    imply(figure, 'indicator', 'another grade of what was named before');
    return;
  }
  figure.indicator = figure.indicator.replace(/^在?[一-龥]{2,4}(?:地区|全国|全省)(?=(?:占比|比重|份额)$)/, '');
  if (isRelative(figure.indicator) && !/(?:全年|全省|全市|全县|全社会)$/.test(before.opened)) {
    // 财政民生支出突破万亿元、占比稳定在…: the clause's own subject comes first.
    const own =
      !previous && before.name.includes('、') ? nameAfter(reading.text, before.start, figure.lead.nameEnd).name : '';
    const topic = (own.length >= 4 ? own : '') || previous?.indicator || context.topic || subjectBefore(reading, index);
    if (topic === '') return;
    figure.indicator =
      figure.indicator === '投资' && /^(?:项目|工程)$|^投资\d/.test(topic)
        ? '完成投资'
        : joinTopic(standing(topic), figure.indicator);
    if (figure.scope === '') figure.scope = previous?.scope || context.scope;
    imply(figure, 'indicator', 'a relative head is completed by what was named before');
    return;
  }
  if (figure.indicator.length <= 4 && /^(?:资金|项目)$/.test(figure.indicator)) {
    const subject = previous?.subject || context.subject || subjectBefore(reading, index, true);
    figure.subject = subject;
    const verb = /(?:签约|到位|争取|整合|投入|引进)$/.exec(before.opened);
    if (subject.length < 4 && verb && figure.indicator === '资金') figure.indicator = verb[0] + figure.indicator;
    if (subject.length >= 4) {
      figure.indicator = subject + figure.indicator;
      imply(figure, 'indicator', 'the subject of the clause before completes a bare head');
    }
  }
  if (previous && BENEFITED.test(figure.indicator) && previous.indicator.length <= 18) {
    figure.indicator = previous.indicator + figure.indicator;
    imply(figure, 'indicator', 'what was given in the words before says who gained by it');
  }
  if (/^(?:带动|拉动)就业$/.test(figure.indicator)) nameBeneficiary(reading, figure, index);
  // 为N名A发放B: the people and what they were given make one name.
  if (
    previous?.named === 'after' &&
    previous.cls === 'count' &&
    figure.indicator.length <= 5 &&
    figure.cls === 'amount'
  ) {
    const between = reading.text.slice(previous.after, figure.lead.nameEnd);
    if (/[为给向让使]/.test(reading.text.charAt(previous.start - 1)) && between.length <= 18)
      figure.indicator = between;
  }
}

const PER_HEAD =
  /^每(?:[十百千万]+|[一-龥]{0,2})(?:名|个|位)?(?:常住)?(?:人口|人|老人|儿童|学生|居民)(?=(?:拥有)?[一-龥0-9])/;
const RATED = /^([一-龥“”A-Z0-9]{2,14}?)(?:按[时期])?[一-龥]{2}率$/;

/** The mark that parts the words before a number from the figure before. */
function text0(reading: Reading, figure: Figure): string {
  return reading.text.charAt(figure.lead.from);
}

const BENEFITED =
  /^(?:惠及|受益|覆盖|服务|带动|受惠)(?:企业|群众|居民|农户|农民|学生|人口|职工|老人|老年人|师生|家庭|消费者|市场主体|经营主体|脱贫户|劳动者)$/;

/** A list before one number: whole when its last member carries the shared head, else the last member. */
function fromList(name: string, each: boolean): string {
  // 投资2000万元以上的技改项目: a threshold is not what is counted.
  const plain = name
    .replace(/^(?:其中|各类)/, '')
    .replace(/^[^、，]{0,6}\d[\d.]*[万亿千]?元(?:及)?以[上下]的?(?=[一-龥]{4})/, '');
  if (!plain.includes('、')) return plain;
  const items = plain.split('、');
  if (plain.length <= 40 && (each || alike(items))) return plain;
  const last = items.at(-1)!.replace(/各$/, '');
  const verb = OPENERS.startsAt(last, 0, last.length);
  if (verb >= 2 && verb < last.length - 1 && KEEP.startsAt(last, 0, last.length) < verb)
    return /^(?:压减|减少|降低|增加|净增)/.test(last) ? last : last.slice(verb);
  const earlier = items.slice(0, -1);
  const predicate = earlier.some((item) => {
    for (let k = 2; k < item.length; k++)
      if (STOPS.startsAt(item, k, item.length) > 0 && KEEP.startsAt(item, k, item.length) === 0) return true;
    return /(?:最[一-龥]|领先|靠前|良好)$/.test(item);
  });
  if (predicate && last.length >= 2) return last;
  return plain.length <= 24 || (/(?:率|占比|比重|产量|面积|投资|企业|收入)$/.test(last) && plain.length <= 34)
    ? plain
    : last.length >= 2
      ? last
      : plain;
}

/** Things of one class, each whole: 国家技术创新中心、新兴产业创新中心、制造业创新中心. */
function alike(items: readonly string[]): boolean {
  const end = items.at(-1)!.slice(-3);
  return items.length > 1 && items.every((item) => item.length > 4 && item.endsWith(end));
}

function nameFromTopic(
  reading: Reading,
  clause: Clause,
  i: number,
  index: number,
  before: Name,
  limit: number,
  context: Context,
): void {
  const { text } = reading;
  const figure = clause.figures[i]!;
  const { lead } = figure;
  const previous = clause.figures[i - 1];
  figure.opened = before.opened;
  figure.grows = context.growth && !previous;
  // 人均收入增速高于经济增速、突破3万元: the clause's own subject stands before the mark.
  const own =
    !previous && text.charAt(lead.nameEnd - 1) === '、' ? nameAfter(text, clause.start, lead.nameEnd).name : '';
  const said = /^(?:同比|环比|比|较)/.test(own) ? '' : own;
  const topic = said || previous?.indicator || context.topic || subjectBefore(reading, index);
  const bare = lead.change === '' && !lead.link && !lead.share && !lead.total && !lead.gap;
  const predicate =
    bare && (figure.cls === 'count' || figure.cls === 'time') ? predicateAfter(text, figure.after, limit) : '';
  const people = /(?:人|名|户|人次)$/.test(figure.unit);
  if (
    predicate.length >= 2 &&
    !(people && /[为给向对]$/.test(text.slice(figure.start - 1, figure.start)) && topic !== '') &&
    (people || predicate.length >= 4 || topic === '')
  ) {
    figure.indicator = predicate;
    return;
  }
  if (topic === '') {
    figure.indicator = before.opened || before.scope;
    return;
  }
  const verb = before.opened.replace(/^(?:其中|同时|累计|全年)+/, '');
  const speaks = verb.length >= 2 && verb.length <= 6 && bare && !NOTHING.test(verb);
  // 其中新建8万亩、改造提升12万亩: each deed is done to what was named before the first.
  if (speaks) figure.whole = standing(previous?.whole || topic);
  figure.indicator = speaks ? joinTopic(figure.whole, verb) : bare ? topic : standing(topic);
  if (figure.scope === '') figure.scope = previous?.scope || context.scope;
  imply(figure, 'indicator', 'named in the words before');
}

const NOTHING = /^(?:累计|全年|达|并|其中|同时|共|年均|目前|有|为|完成|实现|建成|将|力争|确保|达到)+$/;

/** …补贴发放，惠及17万婴幼儿: what the clause before speaks of says which of them. */
function nameBeneficiary(reading: Reading, figure: Figure, index: number): void {
  if (figure.indicator.length > 4) return;
  const subject = subjectBefore(reading, index);
  if (subject === '' || subject.length > 12) return;
  figure.indicator = subject + figure.indicator;
  imply(figure, 'indicator', 'what was done in the clause before says who gained by it');
}
