/** A piece of text as the page places it; y grows upwards, in points. */
export interface Glyphs {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** One printed line. */
export interface Line {
  text: string;
  left: number;
  right: number;
  y: number;
  height: number;
}

const EAST_ASIAN = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;

/** Puts the pieces of one page together into lines, in the order in which the page draws them. */
export function buildLines(pieces: Glyphs[]): Line[] {
  const groups: Glyphs[][] = [];
  for (const piece of pieces) {
    // Spaces are drawn as pieces of their own; only the places of words count.
    if (piece.text.trim() === '') continue;
    const group = groups.at(-1);
    const first = group?.[0];
    if (group && first && sameLine(first, piece)) group.push(piece);
    else groups.push([piece]);
  }
  return groups.map(toLine).filter((line) => line.text !== '');
}

function sameLine(first: Glyphs, piece: Glyphs): boolean {
  return Math.abs(first.y - piece.y) < Math.max(first.height, piece.height, 1) * 0.5;
}

/** A character from another font is often drawn after the rest of its line: place decides, not order. */
function toLine(group: Glyphs[]): Line {
  const pieces = fillGaps([...group].sort((a, b) => a.x - b.x));
  let text = '';
  let previous: Glyphs | undefined;
  for (const piece of pieces) {
    // Drawn twice, a hair apart, is how some programs make bold.
    if (previous && piece.text === previous.text && piece.x - previous.x < piece.height * 0.15) continue;
    text += previous ? gap(text, previous, piece) + piece.text : piece.text;
    previous = piece;
  }
  return {
    text: text.trim(),
    left: Math.min(...pieces.map(({ x }) => x)),
    right: Math.max(...pieces.map(({ x, width }) => x + width)),
    y: group[0]?.y ?? 0,
    height: Math.max(...pieces.map(({ height }) => height)),
  };
}

/**
 * Characters that a font lacks are drawn after the others, into the gaps left for them, and pdf.js hands over the others
 * as one piece with a space a gap: "4.0 37.7 58.3", then "∶", "∶". Where gaps and fillings are as many, they belong together.
 */
function fillGaps(pieces: Glyphs[]): Glyphs[] {
  const result: Glyphs[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i];
    if (!piece) continue;
    const inside = piecesInside(piece, pieces, i + 1);
    const words = piece.text.trim().split(/ +/u);
    if (inside.length > 0 && inside.length === words.length - 1) {
      result.push({ ...piece, text: words.map((word, at) => word + (inside[at]?.text ?? '')).join('') });
      i += inside.length;
    } else result.push(piece);
  }
  return result;
}

function piecesInside(outer: Glyphs, pieces: Glyphs[], from: number): Glyphs[] {
  const inside: Glyphs[] = [];
  for (const piece of pieces.slice(from)) {
    if (piece.x + piece.width > outer.x + outer.width + 0.5 || piece.x < outer.x + outer.height * 0.2) break;
    inside.push(piece);
  }
  return inside;
}

/** A gap is a space where words have spaces, a tab where it is as wide as a column's; Chinese is set loose to fill its line. */
function gap(text: string, previous: Glyphs, piece: Glyphs): string {
  const size = Math.max(Math.min(previous.height, piece.height), 1);
  const width = piece.x - (previous.x + previous.width);
  if (width > size * 2.5) return '\t';
  const before = text.at(-1) ?? '';
  const after = piece.text[0] ?? '';
  if (/\s/u.test(before) || /\s/u.test(after)) return '';
  const eastAsian = EAST_ASIAN.test(before) || EAST_ASIAN.test(after);
  return width > size * (eastAsian ? 0.9 : 0.18) ? ' ' : '';
}
