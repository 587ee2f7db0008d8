import { OPENERS } from '../lexicon/figure-words.ts';
import { type Clause, imply, type Reading } from '../measures/figure.ts';
import type { Context } from './context.ts';
import { distribute, splitList } from './lists.ts';
import { nameBefore } from './name.ts';
import { isRelative, joinTopic, standing, subjectBefore } from './topic.ts';
import { takeUnit } from './values.ts';

/**
 * Gives each of `count` numbers its own name: a member of the list before them (粮、油、菜产量分别达A、B、C), a region of
 * the list before them (乐都、平安…分别控制在A和B), or one of the things that the words before spoke of (…，分别增长A、B).
 */
export function distributeRun(
  reading: Reading,
  clause: Clause,
  i: number,
  count: number,
  context: Context,
  index: number,
): void {
  const { text } = reading;
  const { lead } = clause.figures[i]!;
  if (!lead.each && distributeDeeds(reading, clause, i, count)) return;
  const named = nameBefore(text, lead.from, lead.nameEnd, reading);
  let list =
    named.name === '' || !named.name.includes('、')
      ? named.name
      : listName(reading, lead.from, lead.nameEnd, named.name);
  const one = !lead.each && !/[、和及与]/.test(list) && list !== '';
  let members = one ? undefined : regionMembers(reading, clause, i, count, named.scope, list);
  if (!members && !one) {
    if (i > 0 && distribute(list, count) === undefined) {
      const all = wordsBefore(reading, clause, lead.nameEnd, i);
      const own = nameBefore(all, 0, all.length, reading).name;
      if (distribute(own, count) !== undefined) list = own;
    }
    members = nameMembers(reading, clause, i, count, list, context, index);
  }
  const whole = list === '' ? context.topic : list;
  for (let k = 0; k < count; k++) {
    const f = clause.figures[i + k]!;
    const member = members?.[k];
    f.indicator = member?.name ?? whole;
    f.scope =
      member?.scope ||
      (member ? '' : named.scope) ||
      (named.scope !== '' && !members?.some((m) => m.scope) ? named.scope : f.scope);
    if (member) imply(f, 'indicator', 'the members of a list have one number each');
    settle(clause, i, k, count);
  }
}

/** A、B分别完成投资x、y: the doers before 分别, what they did after it. */
function distributeDeeds(reading: Reading, clause: Clause, i: number, count: number): boolean {
  const { text } = reading;
  const { from, nameEnd } = clause.figures[i]!.lead;
  const words = text.slice(Math.max(from, nameEnd - 60), nameEnd);
  const at = words.lastIndexOf('分别');
  if (at < 2 || at + 2 >= words.length) return false;
  const each = nameEnd - words.length + at;
  const verb = OPENERS.startsAt(text, each + 2, nameEnd);
  if (verb < 2 || each + 4 + verb > nameEnd) return false;
  const deed = nameBefore(text, each + 2 + verb, nameEnd, reading);
  const doers = nameBefore(text, from, each, reading);
  if (deed.name === '' || deed.name.length > 10) return false;
  const regions = doers.scope === '' ? [] : splitList(doers.scope);
  const names = regions.length === count && doers.name === '' ? undefined : distribute(doers.name, count);
  if (!names && regions.length !== count) return false;
  for (let k = 0; k < count; k++) {
    const f = clause.figures[i + k]!;
    f.indicator = names ? names[k]! + (names[k]!.endsWith(deed.name) ? '' : deed.name) : deed.name;
    f.scope = names ? doers.scope : regions[k]!;
    f.opened = text.slice(each + 2, each + 2 + verb);
    imply(f, 'indicator', 'the members of a list have one number each');
    settle(clause, i, k, count);
  }
  return true;
}

const COMMON =
  /^(?:城镇|农村|城市|乡村|城乡|工业|农业|企业|居民|男性|女性|进口|出口|投资|消费|一产|二产|三产|商品|服务|货物|公路|铁路|水路|民航|电力|省内|省外)$/;

interface Member {
  name: string;
  scope: string;
}

/** A list is read whole: cutting at a verb in its middle would lose members. */
function listName(reading: Reading, from: number, to: number, name: string): string {
  const words = reading.text.slice(Math.max(from, to - 60), to);
  const at = words.indexOf(name);
  const before = at > 0 ? words.slice(0, at) : '';
  return /、$/.test(before) ? before.split(/[，]/).at(-1)! + name : name;
}

/** 乐都、平安居民消费价格涨幅分别…: one region each. The list may stand in the scope or be its first short members. */
function regionMembers(
  reading: Reading,
  clause: Clause,
  i: number,
  count: number,
  scope: string,
  list: string,
): Member[] | undefined {
  const regions = scope === '' ? [] : splitList(scope);
  if (regions.length === count && !/[、和]/.test(list)) return regions.map((s) => ({ name: list, scope: s }));
  if (scope !== '' || i > 0 || count < 2) return undefined;
  const items = list.split(/[、和]/);
  if (items.length !== count || !items.slice(0, -1).every((s) => s.length === 2 && !COMMON.test(s))) return undefined;
  const last = items.at(-1)!;
  if (
    last.length < 6 ||
    !/^(?:居民|城镇|农村|地区生产|规模|规上|固定资产|社会消费|一般公共|空气|生产总值|城乡)/.test(last.slice(2))
  )
    return undefined;
  void clause;
  void reading;
  return items.map((s) => ({ name: last.slice(2), scope: s.slice(0, 2) }));
}

function nameMembers(
  reading: Reading,
  clause: Clause,
  i: number,
  count: number,
  list: string,
  context: Context,
  index: number,
): Member[] | undefined {
  const members = list === '' ? undefined : distribute(list, count);
  const plain = (names: string[] | undefined): Member[] | undefined => names?.map((name) => ({ name, scope: '' }));
  if (members) {
    const topic = i > 0 ? clause.figures[i - 1]!.indicator : context.topic;
    if (topic !== '' && !/(?:^|、)[一-龥](?:、|$)/.test(list) && members.every((name) => isRelative(name)))
      return plain(members.map((name) => joinTopic(standing(topic), name)));
    return plain(members);
  }
  if (list !== '' && !isRelative(list)) return undefined;
  const before = clause.figures.slice(Math.max(0, i - NEAR), i).map((f) => ({ name: f.indicator, scope: f.scope }));
  const back = before.length >= count ? before : context.names.length >= count ? context.names : undefined;
  const named =
    back?.slice(back.length - count) ?? plain(distribute(context.topic || subjectBefore(reading, index), count));
  return named?.map((m) => (list === '' ? m : { ...m, name: joinTopic(m.name, list) }));
}

/** How many figures back a list is looked for: no sentence of a report goes further. */
const NEAR = 16;

/** The words of the clause up to `to`, with the figures taken out: 475个A和118个B完工率 -> A和B完工率. */
function wordsBefore(reading: Reading, clause: Clause, to: number, i: number): string {
  const first = Math.max(0, i - NEAR);
  let at = first === 0 ? Math.max(clause.start, clause.figures[0]!.start - 60) : clause.figures[first]!.after;
  let out = '';
  for (let k = first; k < i; k++) {
    const f = clause.figures[k]!;
    if (f.start > at) out += reading.text.slice(at, f.start);
    at = Math.max(at, f.after);
  }
  return out + reading.text.slice(at, Math.max(at, to));
}

/** A value of a list takes unit and bound of its neighbours where it has none of its own. */
function settle(clause: Clause, i: number, k: number, count: number): void {
  const f = clause.figures[i + k]!;
  const last = clause.figures[i + count - 1]!;
  if (f.unit === '' && f !== last && last.unit !== '')
    takeUnit(f, last, 'the numbers of a list share the unit at its end');
  if (f.tail === '' && last.tail !== '') {
    f.tail = last.tail;
    imply(f, 'bound', 'the numbers of a list share the bound at its end');
  }
}
