import type { Paragraph } from '../sentences/split.ts';
import type { Opening } from './headings.ts';
import { innerHeadings } from './inner.ts';
import { RANK } from './markers.ts';
import type { InnerSection, Outline, Piece, Reading } from './outline.ts';
import type { InnerPart } from './parts.ts';
import { findTargets } from './targets.ts';

/** Makes the outline of what was read: sections in the order of the text, sentences with section, part and position. */
export function assemble(reading: Reading, parts: readonly InnerPart[]): Outline {
  const { clean, paragraphs, openings, owner, drafts, body } = reading;
  const sections: InnerSection[] = drafts.map(({ start, end, parent, level, rank, title, part }) => {
    return { start, end, parent, level, rank, title, part };
  });
  const pieces: Piece[] = [];
  const targets = findTargets(clean.text, paragraphs, parts, openings);
  paragraphs.forEach((p, i) => {
    const span = targets.get(i);
    const inner = span || i < body ? [] : innerOf(reading, i);
    let under = owner[i]!;
    for (const piece of cutHeading(p, i >= body ? (openings[i] ?? null) : null)) {
      if (inner.some((k) => p.sentences[k]!.start === piece.start)) {
        const title = clean.text.slice(piece.start, piece.end - 1);
        const level = (sections[owner[i]!]?.level ?? 0) + 1;
        if (under !== owner[i]!) sections[under]!.end = piece.start;
        const part = parts[i]!;
        sections.push({ start: piece.start, end: p.end, parent: owner[i]!, level, rank: RANK.plain, title, part });
        under = sections.length - 1;
        piece.heading = true;
      }
      let section = under;
      const inside = span !== undefined && piece.start >= span.start && piece.end <= span.end;
      if (inside && span.made === -1 && !piece.heading) {
        const level = (sections[section]?.level ?? 0) + 1;
        sections.push({
          start: span.start,
          end: Math.min(span.end, sections[section]?.end ?? span.end),
          parent: section,
          level,
          rank: RANK.plain,
          title: '主要预期目标',
          part: 'targets',
        });
        span.made = sections.length - 1;
      }
      // A list of targets under headings of its own stays under them.
      if (inside && span.made >= 0 && sections[span.made]!.parent === owner[i]!) section = span.made;
      const part = inside ? 'targets' : parts[i]!;
      pieces.push({ ...piece, section, part, paragraph: i, position: 0 });
    }
  });
  const outline = inOrder(sections, pieces);
  count(outline.pieces);
  return outline;
}

/** Headings inside a paragraph count where the section has no headed paragraphs below it. */
function innerOf({ clean, paragraphs, openings, owner, drafts }: Reading, i: number): number[] {
  const own = drafts[owner[i]!];
  const opening = openings[i];
  const p = paragraphs[i]!;
  const address = clean.text.startsWith('各位代表', p.start);
  if (!own || (!address && (!opening?.marker || own.start !== p.start || own.end > p.end))) return [];
  return innerHeadings(clean.text, p, opening?.end ?? p.start);
}

function cutHeading(p: Paragraph, opening: Opening | null): { start: number; end: number; heading: boolean }[] {
  if (!opening || opening.end <= p.start) return p.sentences.map((s) => ({ ...s, heading: false }));
  const pieces = [{ start: p.start, end: opening.end, heading: true }];
  for (const s of p.sentences) {
    if (s.end <= opening.end) continue;
    pieces.push({ start: Math.max(s.start, opening.end), end: s.end, heading: false });
  }
  return pieces;
}

/** Sections made on the way stand at the end of the list: puts all in the order of the text, parents first. */
function inOrder(sections: InnerSection[], pieces: Piece[]): Outline {
  const order = sections
    .map((_, i) => i)
    .sort((a, b) => sections[a]!.start - sections[b]!.start || sections[a]!.level - sections[b]!.level);
  const place = new Int32Array(sections.length);
  order.forEach((old, now) => {
    place[old] = now;
  });
  const moved = (i: number) => (i < 0 ? -1 : place[i]!);
  return {
    sections: order.map((old) => ({ ...sections[old]!, parent: moved(sections[old]!.parent) })),
    pieces: pieces.map((piece) => ({ ...piece, section: moved(piece.section) })),
  };
}

function count(pieces: Piece[]): void {
  const before = new Map<number, number>();
  for (const piece of pieces) {
    if (piece.heading) continue;
    piece.position = before.get(piece.section) ?? 0;
    before.set(piece.section, piece.position + 1);
  }
}
