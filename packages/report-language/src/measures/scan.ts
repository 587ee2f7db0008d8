import { readArabic } from '../parsers/arabic.ts';
import { isBreak, isDigit } from '../parsers/characters.ts';
import { beginsChinese } from '../parsers/chinese.ts';
import { readChineseFigure } from '../parsers/chinese-figure.ts';
import { figureOf } from '../parsers/figures.ts';
import { beginsRoman, readRomanFigure } from '../parsers/roman.ts';
import { readUnit } from '../parsers/unit.ts';
import { excluded } from '../refiners/exclusions.ts';
import type { Clause } from './figure.ts';

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
      const number = readArabic(text, i);
      if (number.end > end) number.end = end;
      const figure = figureOf(text, number, readUnit(text, number.end, end), 'arabic', end);
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
      if (figure) {
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
