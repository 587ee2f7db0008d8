import { KEEP, OPENERS, RELATIVE_HEADS } from '../lexicon/figure-words.ts';
import { nameAfter } from './name.ts';

/** Whether a name is only a head that needs what was named before: 总量, 增速, 人均纯收入. */
export function isRelative(name: string): boolean {
  return RELATIVE_HEADS.has(name) || /^(?:其|其中)/.test(name);
}

/** 新增算力 -> 算力: what a following clause goes on to speak of. */
export function standing(topic: string): string {
  return topic.replace(/^(?:新增|新建|新设|净增|完成|实现)(?=..)/, '');
}

/** The topic and a relative head make one name; words that both share are not said twice. */
export function joinTopic(topic: string, head: string): string {
  if (topic === '' || head === '') return topic + head;
  if (topic.endsWith(head) || topic.includes(head)) return topic;
  const overlap = topic.lastIndexOf(head.slice(0, 2));
  if (overlap > 0) return topic.slice(0, overlap) + head;
  if (topic.length > 14) return head.length >= 4 ? head : topic + head;
  const base = topic.replace(/(?:总产值|产值|增加值|总量|数量|总额|产量|收入|总数|规模)$/, '');
  return (base.length >= 2 ? base : topic) + head;
}

/** What a clause without figures speaks of: its first name, verbs taken off. */
export function clauseTopic(text: string, from: number, to: number): string {
  let i = from;
  for (let n = 0; n < 8 && i < to; n++) {
    const open = OPENERS.startsAt(text, i, to);
    if (open === 0 || KEEP.startsAt(text, i, to) >= open) break;
    i += open;
  }
  const { name } = nameAfter(text, i, to);
  return name.length >= 2 && name.length <= 20 ? name : '';
}
