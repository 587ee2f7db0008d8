import type { Clause, Figure, Reading } from '../measures/figure.ts';
import type { Context } from './context.ts';
import { distributeRun } from './distribution.ts';
import { nameFigure } from './name-figure.ts';
import { newTopic, organisationOf } from './topic.ts';
import { readLeads, runLength } from './values.ts';

/** Finds what every figure of a clause measures, in order, and where. */
export function readClause(reading: Reading, clause: Clause, index: number, context: Context): void {
  const topic = newTopic(reading, index);
  if (topic !== '') {
    context.topic = topic;
    context.names = [];
  }
  const organisation = organisationOf(reading, index);
  if (organisation !== '') context.organisation = organisation;
  readLeads(reading.text, clause);
  const { figures } = clause;
  for (let i = 0; i < figures.length; i++) {
    const run = runLength(clause, i);
    if (run > 1) {
      distributeRun(reading, clause, i, run, context, index);
      i += run - 1;
      continue;
    }
    nameFigure(reading, clause, i, index, context);
  }
  for (const figure of figures) figure.indicator = tidy(figure.indicator);
  nameAdjacent(reading.text, figures);
  nameGrades(figures);
  for (const { indicator, scope } of figures) {
    if (context.names.at(-1)?.name !== indicator) context.names.push({ name: indicator, scope });
  }
  if (context.names.length > 12) context.names.splice(0, context.names.length - 12);
  const last = figures.findLast((f) => f.indicator !== '');
  if (last) {
    context.topic = last.whole || last.indicator;
    context.subject = last.subject;
    context.scope = last.scope;
  }
}

const TIDY = /^[的、，/／—\-：:]|[、，并/／—\-：:]$|(?:大关|台阶)$/;
const CROSSED =
  /(?<=..)(?:先后|连续|接连|历史性|一举)?(?:跨过|突破|迈上|连跨|迈过|站上|跃上|跨上|跨越)[^，。；、]{0,10}(?:大关|台阶)$/;

/** A name neither begins nor ends in marks, and what was crossed on the way (跨过两个万亿元大关) is none of it. */
function tidy(name: string): string {
  if (!TIDY.test(name)) return name;
  const plain = name
    .replace(CROSSED, '')
    .replace(/^[的、，/／—\-：:]+(?=.)/, '')
    .replace(/(?:[、，/／—\-：:](?:并|和|及|与)?|(?<=、.*)并)+$/, '');
  return /[一-龥A-Za-z]/.test(plain) ? plain : '';
}

/** 2座35万千瓦光热电站, 20万千瓦/80万千瓦时储能: numbers that touch, or only a stroke parts, count the same thing. */
function nameAdjacent(text: string, figures: readonly Figure[]): void {
  for (let i = figures.length - 2; i >= 0; i--) {
    const a = figures[i]!;
    const b = figures[i + 1]!;
    const touch = a.after === b.start || (a.after + 1 === b.start && text.charAt(a.after) === '/');
    if (!touch || a.end2 !== '' || b.end2 !== '') continue;
    if (a.named === 'before' && b.named !== 'after') continue;
    if (b.named === 'after') {
      a.indicator = b.indicator;
      if (a.scope === '') a.scope = b.scope;
      else if (b.scope === '') b.scope = a.scope;
    }
  }
}

/** 6个世界级、7个国家级产业集群: grades that share the name at the end of the list. */
function nameGrades(figures: readonly Figure[]): void {
  for (let i = figures.length - 2; i >= 0; i--) {
    const a = figures[i]!;
    const b = figures[i + 1]!;
    if (a.named !== 'after' || b.named !== 'after' || a.indicator.length > 6) continue;
    const over = /^[过超][一二两三四五六七八九十百千万亿]+元?/.exec(b.indicator);
    if (over && /^[过超][一二两三四五六七八九十百千万亿]+元?$/.test(a.indicator))
      a.indicator += b.indicator.slice(over[0].length);
    if (!a.indicator.endsWith('级')) continue;
    const at = b.indicator.indexOf('级');
    if (at >= 0 && at < b.indicator.length - 1) a.indicator += b.indicator.slice(at + 1);
  }
}
