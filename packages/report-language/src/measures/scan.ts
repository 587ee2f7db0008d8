import { readArabic } from '../parsers/arabic.ts';
import { isBreak, isDigit } from '../parsers/characters.ts';
import { beginsChinese } from '../parsers/chinese.ts';
import { readChineseFigure } from '../parsers/chinese-figure.ts';
import { figureOf } from '../parsers/figures.ts';
import { beginsRoman, readRomanFigure } from '../parsers/roman.ts';
import { readUnit } from '../parsers/unit.ts';
import { excluded } from '../refiners/exclusions.ts';
import type { Clause, Figure } from './figure.ts';

/**
 * Cuts `[start, end)` into clauses and finds the figures of each. Linear: every character is looked at once, and each
 * number looks at a bounded window around it.
 */
export function scanClauses(text: string, start: number, end: number): Clause[] {
  const clauses: Clause[] = [];
  let clause: Clause = { start, end, figures: [] };
  let i = start;
  while (i < end) {
    const c = text.charCodeAt(i);
    if (isDigit(c)) {
      const number = readArabic(text, i, end);
      const figure = figureOf(text, number, readUnit(text, number.end, end), 'arabic', end);
      markOrdinal(text, figure);
      if (figure.unit === '') borrowUnit(text, figure, end);
      const stop = figure.after;
      if (excluded(text, figure, clause.start, end) === '') {
        clause.figures.push(figure);
        i = stop;
      } else i = number.end;
      continue;
    }
    if (isBreak(c)) {
      clause.end = i;
      clauses.push(clause);
      clause = { start: i + 1, end, figures: [] };
      i++;
      continue;
    }
    if (beginsChinese(c)) {
      const figure = readChineseFigure(text, i, clause.start, end);
      if (figure && (figure.unit === '' || excluded(text, figure, clause.start, end) === '')) {
        clause.figures.push(figure);
        i = figure.after;
        continue;
      }
    } else if (beginsRoman(c)) {
      const figure = readRomanFigure(text, i, end);
      if (figure) {
        clause.figures.push(figure);
        i = figure.after;
        continue;
      }
    }
    i++;
  }
  clause.end = end;
  clauses.push(clause);
  return clauses;
}

/** 第2, 前10位: a place in an order. */
function markOrdinal(text: string, figure: Figure): void {
  const before = text.charAt(figure.start - 1);
  const placed = figure.unit === '' || figure.unit === '位' || figure.unit === '名';
  figure.ordinal = (before === '第' && placed) || (before === '前' && figure.unit !== '' && placed);
}

const JOINED = /^(?:[-—–~～－]{1,2}|至|到|、|和|、第|和第)/;

/** 1—2个, 69、107家, 1/4: a number takes the unit at the end of the range or the list; a fraction its denominator. */
function borrowUnit(text: string, figure: Figure, end: number): void {
  const rest = text.slice(figure.end, Math.min(end, figure.end + 3));
  const to1 = /^[:：∶]1(?!\d)/.exec(rest);
  if (to1 && /比[^，。；]{0,16}$/.test(text.slice(Math.max(0, figure.start - 20), figure.start))) {
    if (figure.end + 2 > end) return;
    figure.unit = to1[0];
    figure.cls = 'count';
    figure.after = figure.end + 2;
    return;
  }
  const slash = /^\/(\d{1,2})(?!\d)/.exec(rest);
  if (slash && figure.end - figure.start === 1) {
    const denominator = Number(slash[1]);
    if (denominator < 2 || figure.value === null || figure.value >= denominator) return;
    figure.unit = slash[0];
    figure.cls = 'ratio';
    figure.base = '%';
    figure.factor = 100 / denominator;
    figure.after = figure.end + slash[0].length;
    return;
  }
  const mark = JOINED.exec(rest);
  if (!mark || figure.end + mark[0].length >= end || !isDigit(text.charCodeAt(figure.end + mark[0].length))) return;
  const next = readArabic(text, figure.end + mark[0].length, end);
  const unit = readUnit(text, next.end, end);
  if (!unit || unit.cls === 'time') return;
  figure.unit = unit.unit;
  figure.cls = unit.cls;
  figure.base = unit.base;
  figure.factor = unit.factor;
  figure.implied.push({ field: 'unit', rule: 'the numbers of a range or list share the unit at its end' });
}
