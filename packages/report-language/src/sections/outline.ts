import { type Paragraph, splitParagraphs } from '../sentences/split.ts';
import type { CleanText } from '../text/clean.ts';
import type { Span } from '../types.ts';
import { assemble } from './assemble.ts';
import { type Opening, readOpening } from './headings.ts';
import { judgeParts } from './judge.ts';
import { RANK } from './markers.ts';
import { type InnerPart, isNotes, partsOfTitle } from './parts.ts';

/** A section in clean offsets; `parent` is an index into the outline's sections, -1 at the top. */
export interface InnerSection extends Span {
  parent: number;
  level: number;
  rank: number;
  title: string;
  part: InnerPart;
}

/** A sentence in clean offsets with what the outline knows of it. */
export interface Piece extends Span {
  /** Index of the section, -1 before the first. */
  section: number;
  part: InnerPart;
  heading: boolean;
  /** Index of its paragraph. */
  paragraph: number;
  /** How many sentences of its section stand before it, headings not counted. */
  position: number;
}

export interface Outline {
  sections: InnerSection[];
  pieces: Piece[];
}

/** A section while its part is not settled: the parts that its title names, the number it bears. */
export interface Draft extends InnerSection {
  parts: InnerPart[];
  ordinal: number;
}

/** What has been read so far: paragraphs, how each begins, and the draft section that each belongs to. */
export interface Reading {
  clean: CleanText;
  paragraphs: Paragraph[];
  openings: (Opening | null)[];
  /** Index of the section of each paragraph, -1 for none. */
  owner: Int32Array;
  drafts: Draft[];
  /** First paragraph behind the front matter. */
  body: number;
  planYear: number | null;
}

/** Reads a report's sections and gives every sentence its section and part. Nothing rests on ordinals being right. */
export function readOutline(clean: CleanText, planYear: number | null): Outline {
  const paragraphs = splitParagraphs(clean.text);
  const openings = readOpenings(clean, paragraphs);
  const owner = new Int32Array(paragraphs.length).fill(-1);
  const body = bodyStart(clean.text, paragraphs, openings, planYear);
  const reading: Reading = { clean, paragraphs, openings, owner, drafts: [], body, planYear };
  nest(reading);
  const parts = judgeParts(reading);
  return assemble(reading, parts);
}

function readOpenings(clean: CleanText, paragraphs: Paragraph[]): (Opening | null)[] {
  let b = 0;
  return paragraphs.map((p, i) => {
    while (b < clean.bold.length && clean.bold[b]!.start < p.start) b++;
    const run = clean.bold[b];
    const bold = run && run.start - p.start <= 8 && run.end <= p.end ? run.end : -1;
    return readOpening(clean, p, paragraphs[i + 1] ?? null, bold);
  });
}

/** The first paragraph behind the front matter: 各位代表, or the first heading that names a part. */
function bodyStart(
  text: string,
  paragraphs: Paragraph[],
  openings: (Opening | null)[],
  planYear: number | null,
): number {
  const limit = Math.min(paragraphs.length, 60);
  for (let i = 0; i < limit; i++) {
    const p = paragraphs[i]!;
    if (/^(?:各位代表|各位委员|同志们)/.test(text.slice(p.start, p.start + 8))) return i;
    const opening = openings[i];
    if (!opening) continue;
    if (opening.marker && opening.marker.rank <= RANK.is) return i;
    const [part] = partsOfTitle(opening.title, planYear);
    if (part && part !== 'other' && !/政府工作报告/.test(opening.title)) return i;
  }
  for (let i = 0; i < limit; i++) {
    const p = paragraphs[i]!;
    if (p.end - p.start > 40 && p.sentences.length > 1) return i;
  }
  return 0;
}

/** Nests the headings into sections by the rank of their markers, and gives every paragraph its section. */
function nest(reading: Reading): void {
  const { clean, paragraphs, openings, owner, drafts, body, planYear } = reading;
  const stack: number[] = [];
  let notes = false;
  const enter = (p: Paragraph, title: string, rank: number, parts: InnerPart[], ordinal: number) => {
    while (stack.length > 0 && drafts[stack.at(-1)!]!.rank >= rank) stack.pop();
    const parent = stack.at(-1) ?? -1;
    const part = parts[0] ?? 'other';
    drafts.push({ start: p.start, end: p.end, title, rank, parts, parent, level: stack.length + 1, ordinal, part });
    stack.push(drafts.length - 1);
  };
  for (let i = body; i < paragraphs.length; i++) {
    const opening = openings[i];
    const p = paragraphs[i]!;
    const head = clean.text.slice(p.start, Math.min(p.end, p.start + 20));
    if (!notes && i > body && isNotes(head)) {
      notes = true;
      enter(p, opening?.title ?? head, RANK.annex, ['other'], 0);
    } else if (opening && (!notes || opening.rank === RANK.chapter || opening.alone)) {
      // Inside a chapter that names its part, a numbered heading names none: 加强自身建设 is reviewed there too.
      const numbered = opening.marker !== null && opening.rank > RANK.chapter;
      const settled = numbered && stack.some((s) => drafts[s]!.parts.some((part) => part !== 'targets'));
      const named = !settled && (opening.rank <= RANK.bracket || opening.alone);
      const parts = named ? partsOfTitle(opening.title, planYear) : [];
      if (!notes || parts.some((part) => part === 'plan' || part === 'review')) {
        // A heading without a number that names a part (工作回顾, 2026年重点工作) is a chapter; among the annexes (民生实事),
        // one that holds chapters.
        const unnumbered = notes ? RANK.annex : RANK.chapter;
        const rank = opening.marker === null && parts.length > 0 ? unnumbered : opening.rank;
        notes = false;
        enter(p, opening.title, rank, parts, opening.marker?.ordinal ?? 0);
      }
    } else if (!opening && head.startsWith('各位代表')) {
      // It leaves the last numbered list and speaks for the chapter.
      while (stack.length > 1 && drafts[stack.at(-1)!]!.rank > RANK.chapter) stack.pop();
    }
    owner[i] = stack.at(-1) ?? -1;
  }
}
