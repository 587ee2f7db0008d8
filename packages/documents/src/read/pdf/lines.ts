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
  const lines: Line[] = [];
  let line: Line | undefined;
  for (const piece of pieces) {
    if (piece.text === '') continue;
    const blank = piece.text.trim() === '';
    if (line && sameLine(line, piece)) {
      // Word's PDFs draw spaces as pieces of their own; only their place counts.
      if (blank) continue;
      line.text += gap(line, piece) + piece.text;
      line.left = Math.min(line.left, piece.x);
      line.right = Math.max(line.right, piece.x + piece.width);
      line.height = Math.max(line.height, piece.height);
    } else if (!blank) {
      line = { text: piece.text, left: piece.x, right: piece.x + piece.width, y: piece.y, height: piece.height };
      lines.push(line);
    }
  }
  return lines.map((one) => ({ ...one, text: one.text.trim() })).filter((one) => one.text !== '');
}

function sameLine(line: Line, piece: Glyphs): boolean {
  const size = Math.max(line.height, piece.height, 1);
  return Math.abs(line.y - piece.y) < size * 0.5 && piece.x > line.left - size && piece.x >= line.right - size * 3;
}

/** A gap is a space where words have spaces, a tab where it is as wide as a column's; Chinese is set loose to fill its line. */
function gap(line: Line, piece: Glyphs): string {
  const size = Math.max(Math.min(line.height, piece.height), 1);
  const width = piece.x - line.right;
  if (width > size * 2.5) return '\t';
  const before = line.text.at(-1) ?? '';
  const after = piece.text[0] ?? '';
  if (/\s/u.test(before) || /\s/u.test(after)) return '';
  const eastAsian = EAST_ASIAN.test(before) || EAST_ASIAN.test(after);
  return width > size * (eastAsian ? 0.9 : 0.18) ? ' ' : '';
}
