import { KEEP, OPENERS, RELATIVE_HEADS } from '../lexicon/figure-words.ts';
import type { Reading } from '../measures/figure.ts';
import { ENTERPRISE, nameAfter } from './name.ts';
import { regionAt } from './scope.ts';

/** Whether a name is only a head that needs what was named before: 总量, 增速, 人均纯收入. */
export function isRelative(name: string): boolean {
  return (
    RELATIVE_HEADS.has(name) ||
    RELATIVE_HEADS.has(name.replace(/^(?:新增|年|总|净增)/, '')) ||
    (/^[一-龥]{0,2}(?:量|值|额)$/.test(name) && !/^(?:用电|发电|用水|客运|货运|车流|降水|蓄水|用气|供电)量$/.test(name))
  );
}

/** 新增算力 -> 算力: what a following clause goes on to speak of. */
export function standing(topic: string): string {
  return topic.replace(/^(?:新增|新建|新设|净增|完成|实现)(?=..)/, '');
}

/** The topic and a relative head make one name; words that both share are not said twice. */
export function joinTopic(topic: string, relative: string): string {
  const head = relative.replace(/^(?:新增|年)(?=..)/, '');
  if (topic === '' || head === '') return topic + head;
  if (/^(?:月|年)?(?:人|户|亩)均$/.test(head)) return topic.startsWith(head) ? topic : head + topic;
  if (topic.endsWith(head) || topic.includes(head)) return topic;
  const overlap = topic.lastIndexOf(head.slice(0, 2));
  if (overlap > 0) return topic.slice(0, overlap) + head;
  if (topic.length > 16) return head;
  const base = topic.replace(
    /(?:总投资|总产值|播种面积|播面|种植面积|产值|增加值|总量|数量|总额|产量|收入|总数|规模|生产基地|基地)$/,
    '',
  );
  return (base.length >= 2 ? base : topic) + head;
}

const JUDGED = /(?:支撑|引领|带动|主导|基础|示范|龙头|核心|主体)(?:作用|地位)$/;

/** What the nearest clause without figures speaks of; `own` leaves out clauses that begin with a verb. */
function clauseSubject(reading: Reading, from: number, to: number, own: boolean): string {
  const { text } = reading;
  let i = from;
  const region = regionAt(text, i, to, reading.regions, reading.facts);
  if (region && region.end < to) i = region.end;
  for (let n = 0; n < 8 && i < to; n++) {
    const open = OPENERS.startsAt(text, i, to);
    if (open === 0 || KEEP.startsAt(text, i, to) >= open) break;
    if (own && !/^(?:全省|全市|全县|全国|全区|全州|各类|其中|同时|累计|全年)$/.test(text.slice(i, i + open))) return '';
    i += open;
  }
  const listed = text.slice(i, Math.min(to, i + 120)).lastIndexOf('等');
  if (listed > 3 && !/[级中高]/.test(text.charAt(i + listed - 1)) && i + listed + 2 < to) i += listed + 1;
  const { name, end } = nameAfter(text, i, to);
  if (own && end >= to) return '';
  // 服务业支撑作用更加明显，增加值…: the judgement is of the thing, not its name.
  const thing = name.replace(JUDGED, '');
  const subject = thing.length >= 2 ? thing : name;
  return subject.length >= 2 && subject.length <= 20 ? subject : '';
}

/** The topic that the clauses before `index` leave: the subject or object of the nearest clause, two back at most. */
export function subjectBefore(reading: Reading, index: number, own = false): string {
  for (let k = index - 1; k >= Math.max(0, index - 2); k--) {
    const clause = reading.clauses[k]!;
    if (clause.figures.length > 0) return '';
    const topic = clauseSubject(reading, clause.start, clause.end, own);
    if (topic !== '') return topic;
  }
  return '';
}

const INDICATOR =
  /(?:总值|总额|总量|产值|增加值|收入|支出|投资|率|产量|面积|规模|人数|人次|贸易|进出口|存款|贷款|户数|数量|指数)$/;

/** 全省进出口总值创历史新高，达到…: a clause without figures that names an indicator sets the topic anew. */
export function newTopic(reading: Reading, index: number): string {
  const clause = reading.clauses[index - 1];
  if (!clause || clause.figures.length > 0) return '';
  const subject = clauseSubject(reading, clause.start, clause.end, true);
  return INDICATOR.test(subject) ? subject : '';
}

/** The organisation that the clause before `index` begins with, when that clause has no figures of its own. */
export function organisationOf(reading: Reading, index: number): string {
  const clause = reading.clauses[index - 1];
  if (!clause || clause.figures.length > 0) return '';
  let i = clause.start;
  const open = OPENERS.startsAt(reading.text, i, clause.end);
  i += open;
  return ENTERPRISE.exec(reading.text.slice(i, Math.min(clause.end, i + 16)))?.[0] ?? '';
}
