import type { Measure } from '@luoshi/server/modules/reports/contract';

export interface Piece {
  start: number;
  end: number;
  /** The figure that these words are; undefined for words between figures. */
  measure?: Measure;
}

/**
 * Cuts `[start, end)` of the report's text into words and figures. A figure is shown with its unit where the unit
 * follows at once; spans that overlap an earlier one (shared units) or reach outside are cut to what is left.
 */
export function figurePieces(text: string, start: number, end: number, measures: readonly Measure[]): Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  for (const measure of [...measures].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const from = Math.max(measure.start, at);
    const to = Math.min(figureEnd(text, measure), end);
    if (from >= to) continue;
    if (from > at) pieces.push({ start: at, end: from });
    pieces.push({ start: from, end: to, measure });
    at = to;
  }
  if (at < end) pieces.push({ start: at, end });
  return pieces;
}

/** Where the figure ends with its unit. */
function figureEnd(text: string, measure: Measure): number {
  return measure.unit && text.startsWith(measure.unit, measure.end) ? measure.end + measure.unit.length : measure.end;
}

/** A hard line wrap inside a Chinese sentence is layout: shown, it would be a blank between two characters. */
export function shownWords(words: string): string {
  return words.replace(/[ \t\u3000]*\r?\n[ \t\u3000]*/g, '');
}
