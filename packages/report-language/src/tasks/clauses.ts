import { isClosing, isOpening } from '../text/characters.ts';
import type { Span } from '../types.ts';
import { commits, PREMISE, PURPOSE } from './verbs.ts';

/** Cuts a text at the marks given, outside of quotes and brackets; the mark stays with the part before it. */
export function cutAt(text: string, marks: string): Span[] {
  const first = marks.charCodeAt(0);
  const second = marks.length > 1 ? marks.charCodeAt(1) : first;
  const parts: Span[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c >= 0x4e00 && c <= 0x9fff) continue;
    if (isOpening(c)) depth++;
    else if (isClosing(c)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && (c === first || c === second)) {
      parts.push({ start, end: i + 1 });
      start = i + 1;
    }
  }
  if (start < text.length) parts.push({ start, end: text.length });
  return parts;
}

/**
 * A proposed split of a task: its commitments, each with the premise before it and the purpose behind it. A list that
 * shares one verb stays whole. Together the spans cover the text; one span means: do not split.
 */
export function splitClauses(text: string): Span[] {
  const commitments: Span[] = [];
  let premise: Span | null = null;
  let closed = false;
  for (const part of cutAt(text, '，；')) {
    const words = text.slice(part.start, part.end).replace(/[，；。！]$/, '');
    const last = commitments.at(-1);
    const semicolon = text[part.end - 1] === '；';
    if (premise === null && !last && PREMISE.test(words) && !semicolon) {
      premise = part;
      continue;
    }
    const purpose = PURPOSE.test(words);
    const own = closed || (commits(words) && !purpose && words.length >= 5);
    if (!last || own) {
      // A premise in the middle (围绕…，) belongs to the commitment behind it.
      commitments.push({ start: premise?.start ?? part.start, end: part.end });
      premise = null;
    } else if (PREMISE.test(words) && !purpose && part.end < text.length) {
      premise = premise ?? part;
    } else {
      last.end = part.end;
      premise = null;
    }
    closed = semicolon && text.length - part.end > 5;
  }
  const final = commitments.at(-1);
  if (!final) return [{ start: 0, end: text.length }];
  final.end = text.length;
  for (let i = 0; i + 1 < commitments.length; i++) commitments[i]!.end = commitments[i + 1]!.start;
  return commitments;
}
