import { KEEP, PREDICATES } from '../lexicon/figure-words.ts';
import { type Clause, type Figure, imply, type Reading } from '../measures/figure.ts';
import { isDash } from '../parsers/characters.ts';
import { readLead } from './lead.ts';
import { distribute } from './lists.ts';
import { type Name, nameAfter, nameBefore, predicateAfter } from './name.ts';
import { regionAt } from './scope.ts';
import { clauseTopic, isRelative, joinTopic, standing } from './topic.ts';

/** What the clauses read so far speak of, inside one sentence. */
export interface Context {
  topic: string;
  scope: string;
  /** Names of the last clause's figures, for "分别" that looks back. */
  names: string[];
}

const GENERIC =
  /^(?:重点|重大|央陕合作|省级|市级)?(?:项目|工程|企业|城市|县|品牌|产品|人员|地方|单位|县区|市州|品种|学科|学校|院校|机构|案例|人|家|作品|地区|区|村|市|个|经济体|国家|部门|群众|小区|市县|干部|地方和单位)?$/;

/** Reads the meaning of every figure of a clause, in order. */
export function readClause(reading: Reading, clause: Clause, index: number, context: Context): void {
  const { text } = reading;
  pairRanges(text, clause);
  for (let i = 0; i < clause.figures.length; i++) {
    const figure = clause.figures[i]!;
    const previous = clause.figures[i - 1];
    const from = previous ? previous.after : clause.start;
    figure.lead = figure.shares >= 0 ? { ...clause.figures[figure.shares]!.lead } : readLead(text, figure, from);
    if (figure.shares < 0 && previous && isValueList(text, previous, figure)) shareLead(clause, i);
    fromTo(clause, i);
  }
  const names: string[] = [];
  for (let i = 0; i < clause.figures.length; i++) {
    const run = runLength(clause, i);
    if (clause.figures[i]!.lead.each || run > 1) {
      const done = distributeRun(reading, clause, i, run, context, index);
      if (done > 0) {
        for (let k = i; k < i + done; k++) names.push(clause.figures[k]!.indicator);
        i += done - 1;
        continue;
      }
    }
    nameFigure(reading, clause, i, index, context);
    names.push(clause.figures[i]!.indicator);
  }
  if (names.length > 0) {
    context.names = names;
    for (let i = clause.figures.length - 1; i >= 0; i--) {
      const figure = clause.figures[i]!;
      if (figure.indicator === '') continue;
      context.topic = figure.indicator;
      context.scope = figure.scope;
      break;
    }
  }
}

/** 5%—6%: the lower and the upper end of a range share the words before and after. */
function pairRanges(text: string, clause: Clause): void {
  for (let i = 0; i + 1 < clause.figures.length; i++) {
    const a = clause.figures[i]!;
    const b = clause.figures[i + 1]!;
    const gap = text.slice(a.after, b.start);
    if (gap.length === 0 || gap.length > 2) continue;
    const dash = [...gap].every((s) => isDash(s.charCodeAt(0)));
    if (!dash && gap !== '至' && gap !== '到') continue;
    if (a.unit !== '' && a.unit !== b.unit && !(b.unit.endsWith(a.unit) || a.cls === 'scale')) continue;
    a.end2 = 'low';
    b.end2 = 'high';
    b.shares = i;
    if (a.unit === '') {
      a.unit = b.unit;
      a.cls = b.cls;
      a.base = b.base;
      a.factor = b.factor;
      imply(a, 'unit', 'the ends of a range share a unit');
    }
  }
}

/** Whether only list marks stand between two numbers: 9.4%、13.3%和6.1%. */
function isValueList(text: string, a: Figure, b: Figure): boolean {
  const gap = text.slice(a.after, b.ordinal && text.charAt(b.start - 1) === '第' ? b.start - 1 : b.start);
  return /^(?:、|和|及|与|以及|，|或|、约|和约|、第|和第)$/.test(gap);
}

function shareLead(clause: Clause, i: number): void {
  const figure = clause.figures[i]!;
  figure.shares = i - 1;
  const first = clause.figures[i - 1]!;
  figure.lead = { ...first.lead };
}

/** 由A提高到B: A is where it came from, B the level reached. */
function fromTo(clause: Clause, i: number): void {
  const b = clause.figures[i]!;
  const a = clause.figures[i - 1];
  if (!a?.lead.source || a.end2 !== '') return;
  if (!b.lead.link && !b.lead.reached && b.lead.change === '') return;
  a.end2 = 'from';
  b.end2 = 'to';
  a.lead.source = false;
}

/** How many figures from `i` on share one set of words before them. */
function runLength(clause: Clause, i: number): number {
  let n = 1;
  while (
    i + n < clause.figures.length &&
    clause.figures[i + n]!.shares === i + n - 1 &&
    clause.figures[i + n]!.end2 !== 'high'
  )
    n++;
  return n;
}

/** The words of the clause up to `to`, with the figures taken out: 475个A和118个B完工率 -> A和B完工率. */
function wordsBefore(reading: Reading, clause: Clause, to: number, i: number): string {
  let at = clause.start;
  let out = '';
  for (let k = 0; k < i; k++) {
    const f = clause.figures[k]!;
    if (f.start >= to) break;
    out += reading.text.slice(at, f.start);
    at = Math.max(at, f.after);
  }
  return out + reading.text.slice(at, Math.max(at, to));
}

/** Gives each of `run` numbers its own member of the list before 分别, or of the names of the clause before. */
function distributeRun(
  reading: Reading,
  clause: Clause,
  i: number,
  run: number,
  context: Context,
  index: number,
): number {
  const first = clause.figures[i]!;
  const { text } = reading;
  let count = run;
  // 分别 may stand before numbers that carry their own names: 分别增长A、B only counts bare values.
  if (run === 1) {
    count = 1;
  }
  if (count === 1) return 0;
  const named = nameBefore(text, first.lead.from, first.lead.nameEnd, reading.facts);
  const rest = named.name;
  let list = rest;
  if (first.lead.from !== clause.start && i > 0) {
    const all = wordsBefore(reading, clause, first.lead.nameEnd, i);
    const own = nameBefore(all, 0, all.length, reading.facts).name;
    if (own.length > rest.length && distribute(rest, count) === undefined) list = own;
  }
  const regions = regionList(named.scope, count);
  let members: string[] | undefined;
  if (list !== '') {
    members = regions && distributeSingle(list) ? undefined : distribute(list, count);
    if (members && named.scope === '' && i === 0) {
      // A list longer than the window is read whole: its first member may stand far before.
      const start = clause.start;
      const full = nameBefore(text, start, first.lead.nameEnd, reading.facts).name;
      members = distribute(full, count) ?? members;
    }
  }
  if (!members && regions) {
    for (let k = 0; k < count; k++) {
      const f = clause.figures[i + k]!;
      f.indicator = rest || context.topic;
      f.scope = regions[k]!;
      settle(clause, i, k);
    }
    return count;
  }
  if (!members && (list === '' || isRelative(list))) {
    const back = lookBack(reading, clause, i, index, count, context);
    if (back) members = back.map((name) => (list === '' ? name : joinTopic(name, list)));
  } else if (members && context.topic !== '' && members.every((name) => isRelative(name))) {
    members = members.map((name) => joinTopic(standing(context.topic), name));
  }
  if (!members && list === '' && context.topic === '') {
    const topic = topicBefore(reading, index);
    if (topic) members = distribute(topic, count);
  }
  for (let k = 0; k < count; k++) {
    const f = clause.figures[i + k]!;
    f.indicator = members ? members[k]! : rest || context.topic;
    f.scope = named.scope;
    if (members) imply(f, 'indicator', 'the members of a list have one number each');
    settle(clause, i, k);
  }
  return count;
}

function distributeSingle(list: string): boolean {
  return !/[、和及与]/.test(list);
}

/** A value of a list takes unit and bound of its neighbours where it has none of its own. */
function settle(clause: Clause, i: number, k: number): void {
  const run = runLength(clause, i);
  const f = clause.figures[i + k]!;
  const last = clause.figures[i + run - 1]!;
  if (f.unit === '' && f !== last && last.unit !== '') {
    f.unit = last.unit;
    f.cls = last.cls;
    f.base = last.base;
    f.factor = last.factor;
    imply(f, 'unit', 'the numbers of a list share the unit at its end');
  }
  if (f.tail === '' && last.tail !== '' && f.unit === last.unit) {
    f.tail = last.tail;
    imply(f, 'bound', 'the numbers of a list share the bound at its end');
  } else if (f.tail === '' && last.tail !== '') f.tail = last.tail;
}

function regionList(scope: string, count: number): string[] | undefined {
  if (scope === '') return undefined;
  const members = scope.split(/[、和与及]/).filter((s) => s !== '');
  return members.length === count ? members : undefined;
}

/** 分别 without a list of its own: the figures just before in this clause, or those of the clause before. */
function lookBack(
  _reading: Reading,
  clause: Clause,
  i: number,
  _index: number,
  count: number,
  context: Context,
): string[] | undefined {
  const before = clause.figures.slice(0, i).map((f) => f.indicator);
  if (before.length >= count) return before.slice(before.length - count);
  if (context.names.length >= count) return context.names.slice(context.names.length - count);
  const spread = distribute(context.topic, count);
  return spread;
}

function topicBefore(reading: Reading, index: number): string {
  for (let k = index - 1; k >= Math.max(0, index - 2); k--) {
    const clause = reading.clauses[k]!;
    const topic = clauseTopic(reading.text, clause.start, clause.end);
    if (topic !== '') return topic;
  }
  return '';
}

/** Names one figure: from the words before it, the words after it, or what the clauses before speak of. */
function nameFigure(reading: Reading, clause: Clause, i: number, index: number, context: Context): void {
  const { text } = reading;
  const figure = clause.figures[i]!;
  const { lead } = figure;
  if (figure.end2 === 'high' || figure.end2 === 'to' || (figure.shares >= 0 && i > 0)) {
    const first = clause.figures[i - 1]!;
    const named = figure.end2 === 'to' ? nameBefore(text, lead.from, lead.nameEnd, reading.facts).name : '';
    figure.indicator = named.length >= 2 && !/^(?:整合|合并|压|缩)/.test(named) ? named : first.indicator;
    figure.scope = first.scope;
    return;
  }
  const next = clause.figures[i + 1];
  const rangeEnd = next?.end2 === 'high' ? next : figure;
  const following = clause.figures[clause.figures.indexOf(rangeEnd) + 1];
  const afterLimit = following ? following.start : clause.end;
  const before =
    lead.source && lead.nameEnd < lead.from
      ? { name: '', opened: '', scope: '', start: lead.from }
      : nameBefore(text, lead.from, lead.nameEnd, reading.facts);
  const afterWords = wantsAfter(text, rangeEnd, afterLimit);
  const after = afterWords ? nameAfter(text, rangeEnd.after, afterLimit) : { name: '', end: rangeEnd.after };
  const chosen = choose(reading, figure, before, after.name, lead.from === clause.start ? clause.start : lead.from);
  figure.scope = before.scope;
  if (chosen === 'after') {
    afterName(reading, figure, before, after, clause);
    return;
  }
  if (chosen === 'before') {
    figure.indicator = fromList(before.name, lead.all);
    if (isRelative(figure.indicator)) {
      const topic = context.topic || topicBefore(reading, index);
      if (topic !== '') {
        if (figure.indicator === '投资' && /^(?:项目|工程)$/.test(topic)) figure.indicator = '完成投资';
        else figure.indicator = joinTopic(standing(topic), figure.indicator);
        if (figure.scope === '') figure.scope = context.scope;
        imply(figure, 'indicator', 'a relative head is completed by what was named before');
      }
    }
    return;
  }
  const topic = ((i > 0 ? clause.figures[i - 1]!.indicator : '') || context.topic || topicBefore(reading, index)) ?? '';
  if (topic === '') {
    const predicate = figure.cls === 'count' ? predicateAfter(text, figure.after, afterLimit) : '';
    figure.indicator = predicate.length >= 2 ? predicate : before.opened;
    if (figure.indicator === '') imply(figure, 'indicator', 'nothing around the number names what is measured');
    return;
  }
  const predicate =
    figure.cls === 'count' && /^[人名]$|[万亿]人$/.test(figure.unit) && lead.change === '' && !lead.link
      ? predicateAfter(text, figure.after, afterLimit)
      : '';
  if (predicate.length >= 2) {
    figure.indicator = predicate;
    return;
  }
  figure.indicator =
    before.opened.length >= 2 &&
    lead.change === '' &&
    !/^(?:累计|全年|达|并|其中|同时|共|年均|目前|有|为)+$/.test(before.opened) &&
    before.opened.length <= 6
      ? joinTopic(standing(topic), before.opened)
      : lead.change || lead.share || lead.total || lead.link
        ? standing(topic)
        : topic;
  if (figure.scope === '') figure.scope = i > 0 ? clause.figures[i - 1]!.scope : context.scope;
  imply(figure, 'indicator', 'named in the words before');
}

/** Whether words after the unit can name what is counted. */
function wantsAfter(text: string, figure: Figure, to: number): boolean {
  const at = figure.after;
  if (at >= to) return false;
  const s = text.charAt(at);
  if ('，。；、：）！？和及与”,;—-'.includes(s) && KEEP.startsAt(text, at, to) < 2) return false;
  if (figure.cls === 'points' || figure.cls === 'times' || figure.cls === 'rank') return false;
  if (s === '的') return true;
  const predicate = PREDICATES.startsAt(text, at, to);
  return !(predicate > 0 && KEEP.startsAt(text, at, to) <= predicate);
}

const OWNED =
  /(?:资金|投资|收入|产值|面积|里程|消费|产量|支出|补贴|财力|余额|总额|成本|规模|金额|贷款|债券|基金|额|率|量|数|值|费|税|装机|容量|产能)$/;

function choose(
  reading: Reading,
  figure: Figure,
  before: Name,
  after: string,
  _from: number,
): 'before' | 'after' | 'topic' {
  const { lead } = figure;
  const hasBefore = before.name.length > 0;
  if (figure.cls === 'ratio') {
    if (lead.change !== '' || lead.share) return hasBefore ? 'before' : 'topic';
    if (reading.text.charAt(figure.after) === '的' && after.length >= 2) return 'after';
    if (!hasBefore && after.length >= 2) return 'after';
    return hasBefore ? 'before' : 'topic';
  }
  if (lead.change !== '' && !(figure.cls === 'count' && after.length >= 2 && !hasBefore))
    return hasBefore ? 'before' : 'topic';
  if (after.length < 2 && !(after.length === 1 && !hasBefore)) return hasBefore ? 'before' : 'topic';
  if (figure.cls === 'count' || figure.cls === 'scale') {
    if (reading.text.charAt(figure.after) === '的' && hasBefore && figure.cls === 'count') return 'before';
    if (lead.link && hasBefore && figure.cls === 'scale') return 'before';
    return 'after';
  }
  if (!hasBefore) return 'after';
  if (reading.text.charAt(figure.after) === '的') return 'before';
  if (OWNED.test(before.name)) return 'before';
  return 'after';
}

/** The name after the number, completed where it is only a class word: 金山云智算中心等|项目, 主板上市|企业. */
function afterName(
  reading: Reading,
  figure: Figure,
  before: Name,
  after: { name: string; end: number },
  clause: Clause,
): void {
  const { text } = reading;
  figure.indicator = after.name;
  if (figure.cls === 'ratio') {
    const predicate = predicateAfter(text, after.end, clause.end);
    figure.indicator =
      before.name !== ''
        ? before.name.replace(/(?:全省|全市|全国|全县)$/, '') + after.name
        : after.name + predicate.slice(0, 16);
    return;
  }
  if (GENERIC.test(after.name)) {
    const first = /等$|等$/.test(text.slice(figure.lead.nameEnd - 1, figure.lead.nameEnd))
      ? before.name.split('、')[0]!
      : '';
    if (first !== '' && /^(?:项目|工程|企业)$/.test(after.name)) {
      figure.indicator = `${first}等${after.name}`;
      return;
    }
    const predicate = predicateAfter(text, after.end, clause.end).slice(0, 18);
    if (predicate.length >= 2) {
      figure.indicator = predicate + after.name;
      imply(figure, 'indicator', 'a class word is completed by what happened to it');
      return;
    }
    if (before.name !== '' && before.name.length <= 12) figure.indicator = before.name + after.name;
    return;
  }
  if (
    figure.cls !== 'count' &&
    figure.cls !== 'scale' &&
    before.name !== '' &&
    before.opened === '' &&
    figure.scope === ''
  ) {
    const region = regionAt(text, before.start, before.start + before.name.length, reading.facts);
    figure.scope = region ? region.name : before.name.split('、').at(-1)!;
    imply(figure, 'scope', 'an owner stands before an amount that belongs to the name after it');
  }
}

/** A list before one number: its last member, unless 均 says that all share the number. */
function fromList(name: string, all: boolean): string {
  if (!name.includes('、') || all || name.length <= 16) return name.replace(/^(?:其中|各类)/, '');
  const last = name.split('、').at(-1)!;
  return last.length >= 2 ? last.replace(/各$/, '') : name;
}
