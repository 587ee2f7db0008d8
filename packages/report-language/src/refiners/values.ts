import type { Figure } from '../measures/figure.ts';
import { type Clause, imply } from '../measures/figure.ts';
import { isDash } from '../parsers/characters.ts';
import { readLead } from './lead.ts';

/** Reads the words before every number of a clause, and finds ranges, lists of values and pairs 由A提高到B. */
export function readLeads(text: string, clause: Clause): void {
  pairRanges(text, clause);
  for (let i = 0; i < clause.figures.length; i++) {
    const figure = clause.figures[i]!;
    const previous = clause.figures[i - 1];
    if (figure.shares < 0 && previous && isValueList(text, previous, figure)) figure.shares = i - 1;
    figure.lead =
      figure.shares >= 0
        ? { ...clause.figures[figure.shares]!.lead }
        : readLead(text, figure, previous ? previous.after : clause.start);
    fromTo(clause, i);
  }
}

/** 5%—6%: the lower and the upper end of a range share the words before and after. */
function pairRanges(text: string, clause: Clause): void {
  for (let i = 0; i + 1 < clause.figures.length; i++) {
    const a = clause.figures[i]!;
    const b = clause.figures[i + 1]!;
    const gap = text.slice(a.unit !== '' && text.startsWith(a.unit, a.end) ? a.after : a.end, b.start);
    if (gap.length === 0 || gap.length > 2) continue;
    const dash = [...gap].every((s) => isDash(s.charCodeAt(0)));
    if (!dash && gap !== '至' && gap !== '到') continue;
    if (a.unit !== '' && a.unit !== b.unit && !b.unit.endsWith(a.unit) && a.cls !== 'scale') continue;
    a.end2 = 'low';
    b.end2 = 'high';
    b.shares = i;
    if (a.unit === '') takeUnit(a, b, 'the ends of a range share a unit');
  }
}

/** Gives a figure without a unit the unit of another. */
export function takeUnit(figure: Figure, other: Figure, rule: string): void {
  figure.unit = other.unit;
  figure.cls = other.cls;
  figure.base = other.base;
  figure.factor = other.factor;
  imply(figure, 'unit', rule);
}

/** Whether only list marks stand between two numbers: 9.4%、13.3%和6.1%. */
function isValueList(text: string, a: Figure, b: Figure): boolean {
  const borrowed = a.unit !== '' && !text.startsWith(a.unit, a.end) && a.after > b.start;
  return /^(?:、|和|及|与|以及|或|、约|和约|、第|和第|、超|、近|、每人每[年月]|、每[年月生户]|和每人每[年月]|，|[:：∶])$/.test(
    text.slice(borrowed ? a.end : a.after, b.start),
  );
}

/** 由A提高到B: A is where it came from, B the level reached. */
function fromTo(clause: Clause, i: number): void {
  const b = clause.figures[i]!;
  const a = clause.figures[i - 1];
  // 分别从A、B提高到C、D: a list of ends is read as its first member is.
  if (b.shares >= 0 && b.end2 === '') {
    if (clause.figures[b.shares]!.end2 === 'to') b.end2 = 'to';
    return;
  }
  if (!a?.lead.source || a.end2 !== '') return;
  if (!b.lead.link && !b.lead.reached && b.lead.change === '') return;
  b.end2 = 'to';
  if (a.lead.share && b.cls === 'ratio') b.lead.share = true;
  for (let k = i - 1; ; k = clause.figures[k]!.shares) {
    clause.figures[k]!.end2 = 'from';
    if (clause.figures[k]!.shares < 0) break;
  }
}

/** How many figures from `i` on share one set of words before them. */
export function runLength(clause: Clause, i: number): number {
  let n = 1;
  for (let k = i + 1; k < clause.figures.length; k++) {
    const f = clause.figures[k]!;
    if (f.shares !== k - 1 || f.end2 === 'high') break;
    n++;
  }
  return n;
}
