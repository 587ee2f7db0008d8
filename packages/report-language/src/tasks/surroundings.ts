import type { Outline, Piece } from '../sections/outline.ts';
import type { Surroundings } from './signals.ts';

const SELF =
  /自身建设|讲政治|政治(?:建设|忠诚|能力)|依法行政|法治(?:型)?政府|担当|清廉|廉洁|清正|廉政|作风|实干|忠诚|笃信|履职|纪律|政绩观|服务型政府|效能政府|本领/;

/** Reads what stands around each sentence; linear in the number of sentences. */
export function readSurroundings(text: string, outline: Outline): (piece: Piece) => Surroundings {
  const { pieces, sections } = outline;
  const parents = new Set(sections.map((s) => s.parent));
  const size = new Map<number, number>();
  const lastOf = new Map<number, Piece>();
  let address = Number.POSITIVE_INFINITY;
  let addressed = -1;
  // Parents stand before their children, so theirs is known already.
  const roots: number[] = [];
  sections.forEach((s, i) => {
    roots.push(s.parent < 0 ? i : roots[s.parent]!);
  });
  const rootOf = (piece: Piece): number => roots[piece.section] ?? -1;
  for (const piece of pieces) {
    size.set(piece.paragraph, (size.get(piece.paragraph) ?? 0) + 1);
    lastOf.set(piece.paragraph, piece);
    if (piece.part !== 'plan') continue;
    if (/^各位代表/.test(text.slice(piece.start, piece.start + 4))) {
      address = piece.start;
      addressed = rootOf(piece);
    }
  }
  const self: boolean[] = [];
  for (const s of sections) self.push(SELF.test(s.title) || (s.parent >= 0 && self[s.parent]!));
  return (piece) => ({
    opensChapter: piece.position === 0 && piece.section >= 0 && parents.has(piece.section),
    first: piece.position === 0,
    last: (size.get(piece.paragraph) ?? 0) > 2 && lastOf.get(piece.paragraph) === piece,
    lastAddress: piece.start >= address && rootOf(piece) === addressed,
    selfBuilding:
      piece.section >= 0 && (self[piece.section]! || (sections[piece.section]!.level === 1 && piece.position > 2)),
  });
}
