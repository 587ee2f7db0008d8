import { BARE_HEADS, KEEP, MIDDLES, OPENERS, STOPS } from '../lexicon/figure-words.ts';
import type { ReadFacts } from '../measures/types.ts';
import { isBreak, isDash, isDigit } from '../parsers/characters.ts';
import { regionAt } from './scope.ts';

/** A name found in the words, and what was taken off before it. */
export interface Name {
  name: string;
  /** Verbs and adverbs taken off the front, as written: 完成, 新建. */
  opened: string;
  /** Region or regions at the front. */
  scope: string;
  start: number;
}

const WINDOW = 60;
const YEAR =
  /(?:(?:19|20)\d\d年?[—-])?(?:19|20)\d\d年(?:[末底初来]|以来|内)?|\d{1,2}月份?|“十[二三四五]五”(?:时期|期间|以来|末)?(?:的)?|(?:比|较)(?:上年|去年)/y;
const LEADING_MARK = new Set([...'、，； 　和及与（）)”]：:|—-']);
const NOUN_TAIL =
  /^(?:率|量|额|项目|工程|面积|规模|企业|基地|机构|资金|费|库|任务|行动|区|县|村|户|人|人数|人口|居民|群众|事项|数|指数|标准|里程|能力|力度)$/;

/** The name that stands before a number, in `[from, to)`: verbs, adverbs, years and regions taken off the front. */
export function nameBefore(text: string, from: number, to: number, facts: ReadFacts): Name {
  let start = Math.max(from, to - WINDOW);
  let end = to;
  let opened = '';
  let scope = '';
  while (end > start && /[的、，：:“（等 ]/.test(text.charAt(end - 1))) end--;
  if (text.charAt(end) === '”') end++;
  for (let steps = 0; steps < 24 && start < end; steps++) {
    if (LEADING_MARK.has(text.charAt(start)) && !(text.charAt(start) === '和' && KEEP.startsAt(text, start, end))) {
      if (text.charAt(start) === '（' && text.indexOf('）', start) >= end) break;
      start++;
      continue;
    }
    const keep = KEEP.startsAt(text, start, end);
    const open = OPENERS.startsAt(text, start, end);
    if (open > 0 && open >= keep) {
      opened += text.slice(start, start + open);
      start += open;
      continue;
    }
    YEAR.lastIndex = start;
    const year = YEAR.exec(text);
    if (year && YEAR.lastIndex <= end) {
      start = YEAR.lastIndex;
      continue;
    }
    if (keep === 0 && scope === '') {
      const region = regionAt(text, start, end, facts);
      if (region && region.end < end) {
        scope = region.own ? '' : region.name;
        start = region.end;
        if (text.charAt(start) === '的') start++;
        continue;
      }
    }
    break;
  }
  if (start >= end) return { name: '', opened, scope, start };
  return { ...trim(text, start, end), opened, scope };
}

/** Cuts a subject and its verb off the front of a name: 劳动者追回|工资; joins the subject to a bare head. */
function trim(text: string, from: number, to: number): { name: string; start: number } {
  let start = from;
  const whole = text.slice(start, to);
  for (let i = to - 2; i >= start + 2; i--) {
    const length = MIDDLES.endsAt(text, i, start + 1);
    if (length === 0) continue;
    const tail = text.slice(i, to);
    if (NOUN_TAIL.test(tail) || insideQuote(text, start, i) || KEEP.startsAt(text, i - length, to) > length) break;
    const head = text.slice(start, i - length);
    if (BARE_HEADS.has(tail)) return { name: joinHead(head, tail), start };
    start = i;
    break;
  }
  if (start !== from) {
    for (let n = 0; n < 4; n++) {
      const open = OPENERS.startsAt(text, start, to);
      if (open === 0 || KEEP.startsAt(text, start, to) >= open || start + open >= to) break;
      start += open;
    }
    return { name: text.slice(start, to), start };
  }
  return { name: whole, start };
}

function joinHead(head: string, tail: string): string {
  const subject = head.replace(/(?:全年|共|累计|已|预计|年内|力争|计划|年|还|将|新|的)$/, '');
  const last = subject.split(/[，、]/).at(-1) ?? subject;
  return last.length >= 2 ? last + tail : tail;
}

function insideQuote(text: string, from: number, at: number): boolean {
  const open = text.lastIndexOf('“', at - 1);
  return open >= from && text.indexOf('”', open) >= at;
}

const MAX_AFTER = 30;

/** The name that follows a number's unit, from `at`; ends before verbs, punctuation, the next number. */
export function nameAfter(text: string, at: number, to: number): { name: string; end: number } {
  let i = at;
  const limit = Math.min(to, at + MAX_AFTER);
  if (text.charAt(i) === '的') i++;
  const start = i;
  while (i < limit) {
    const s = text.charAt(i);
    const c = text.charCodeAt(i);
    if (s === '“' || s === '《' || s === '（') {
      const close = text.indexOf(s === '“' ? '”' : s === '《' ? '》' : '）', i);
      if (close < 0 || close >= to || close - i > 24) break;
      i = close + 1;
      continue;
    }
    if (isBreak(c) || s === '、' || s === '”') break;
    if (isDigit(c) && !/[A-Z\d]/.test(text.charAt(i + 1))) break;
    if (isDigit(c)) break;
    if (isDash(c) && isDigit(text.charCodeAt(i + 1))) break;
    if ((s === '和' || s === '及' || s === '与' || s === '以') && conjunctionEnds(text, i, to)) break;
    const stop = STOPS.startsAt(text, i, to);
    if (stop > 0 && KEEP.startsAt(text, i, to) < stop + 1) {
      if (i === start && KEEP.startsAt(text, i, to) === 0) break;
      if (i > start) break;
    }
    i++;
  }
  let end = i;
  while (end > start && /[的和及与、]/.test(text.charAt(end - 1))) end--;
  return { name: text.slice(start, end), end };
}

/** A conjunction ends the name when another counted thing or a verb follows: 4个港口和3个机场. */
function conjunctionEnds(text: string, at: number, to: number): boolean {
  if (KEEP.startsAt(text, at, to) > 1) return false;
  const s = text.charAt(at);
  if (s === '以') return true;
  if (s === '与') return false;
  const next = text.charCodeAt(at + 1);
  return isDigit(next);
}

/** What happens to the things counted: the words after their name up to the end of the clause. */
export function predicateAfter(text: string, at: number, to: number): string {
  let i = at;
  const limit = Math.min(to, at + 26);
  while (i < limit) {
    const s = text.charAt(i);
    if (s === '“' || s === '《') {
      const close = text.indexOf(s === '“' ? '”' : '》', i);
      if (close < 0 || close >= to) break;
      i = close + 1;
      continue;
    }
    const c = text.charCodeAt(i);
    if (isBreak(c) || s === '、' || isDigit(c) || s === '（') break;
    i++;
  }
  return text
    .slice(at, i)
    .replace(/^(?:因|由|被|已|均|都|全部|全面|相继|陆续|分别|成功|顺利|先后|以|凭|正|并)+/, '')
    .replace(/(?:等|和|并|及)$/, '');
}
