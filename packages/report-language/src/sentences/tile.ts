import type { Outline, Piece } from '../sections/outline.ts';
import { isBlank, isLineBreak } from '../text/characters.ts';
import { type CleanText, originalSpan } from '../text/clean.ts';
import type { Sentence } from '../types.ts';

/** A published sentence with the piece it was made from; null for what stands between sentences (page numbers). */
export interface Tiled extends Sentence {
  piece: Piece | null;
}

/**
 * Gives every character of the original that is no blank to exactly one sentence. Marks that the clean text drops
 * (** of bold print) go to the sentence before or after them; a page number between two sentences is one of its own.
 */
export function tile(text: string, clean: CleanText, outline: Outline): Tiled[] {
  const tiled: Tiled[] = [];
  let at = 0;
  const add = (start: number, end: number, piece: Piece | null) => {
    const section = piece && piece.section >= 0 ? `c${piece.section + 1}` : (tiled.at(-1)?.section ?? '');
    tiled.push({ id: `s${tiled.length + 1}`, section, start, end, task: false, reason: 'other', piece });
  };
  /** Places what stands in [at, until) before the next sentence; returns where that sentence starts. */
  const fill = (until: number, next: boolean): number => {
    const from = at;
    let s = from;
    while (s < until && isBlank(text.charCodeAt(s))) s++;
    if (s >= until) return until;
    const last = tiled.at(-1);
    let e = s;
    while (e < until && text.charCodeAt(e) === 0x2a) e++;
    if (last && s === from && e > s) {
      last.end = e;
      at = e;
      return e < until ? fill(until, next) : until;
    }
    e = until;
    while (e > s && isBlank(text.charCodeAt(e - 1))) e--;
    // A mark directly before the sentence goes to it, a page number in the lines above does not.
    let line = until;
    while (line > s && !isLineBreak(text.charCodeAt(line - 1))) line--;
    if (next && line === s) return s;
    if (next && line > s && line < until) {
      let head = line;
      while (head < until && isBlank(text.charCodeAt(head))) head++;
      let stop = line;
      while (stop > s && isBlank(text.charCodeAt(stop - 1))) stop--;
      add(s, stop, null);
      return Math.min(head, until);
    }
    add(s, e, null);
    return until;
  };
  for (const piece of outline.pieces) {
    const span = originalSpan(clean, piece.start, piece.end);
    // Blanks kept in the clean text (between Latin words, after a list number) never begin or end a sentence.
    while (span.start < span.end && isBlank(text.charCodeAt(span.start))) span.start++;
    if (span.start >= span.end) continue;
    const start = fill(span.start, true);
    add(start, span.end, piece);
    at = span.end;
  }
  fill(text.length, false);
  return tiled;
}
