import type { TextSpan } from '../types.ts';
import type { Line } from './lines.ts';

/**
 * Joins printed lines into paragraphs. Only the page knows which line ends are the paper's: a line that reaches the
 * right margin, followed by one that starts at the left margin, goes on. Where that is not plain, the line end stays.
 */
export function joinParagraphs(pages: Line[][]): { text: string; paragraphs: TextSpan[] } {
  const lines = pages.flat();
  const paragraphs: TextSpan[] = [];
  let text = '';
  let start = 0;
  const margins = pages.flatMap((page) => page.map(() => pageMargins(page)));
  lines.forEach((line, index) => {
    const previous = lines[index - 1];
    const here = margins[index];
    const before = margins[index - 1];
    if (previous && here && before && goesOn(previous, before, line, here)) {
      text += seam(previous.text, line.text) + line.text;
      return;
    }
    if (previous) {
      paragraphs.push({ start, end: text.length });
      text += '\n';
    }
    start = text.length;
    text += line.text;
  });
  if (text.length > start) paragraphs.push({ start, end: text.length });
  return { text, paragraphs };
}

interface Margins {
  left: number;
  right: number;
}

const known = new WeakMap<Line[], Margins>();

/** The margins that most lines of the page keep; headings and tables do not decide. */
function pageMargins(page: Line[]): Margins {
  const found = known.get(page);
  if (found) return found;
  const margins = {
    left: mostCommon(
      page.map((line) => line.left),
      Math.min,
    ),
    right: mostCommon(
      page.map((line) => line.right),
      Math.max,
    ),
  };
  known.set(page, margins);
  return margins;
}

/** The edge that at least a quarter of the lines share within 4 points, outermost first; else the outermost of all. */
function mostCommon(edges: number[], outermost: (...values: number[]) => number): number {
  const candidates = [...edges].sort((a, b) => (outermost(a, b) === a ? -1 : 1));
  const enough = Math.max(2, edges.length * 0.25);
  const shared = candidates.find((edge) => edges.filter((one) => Math.abs(one - edge) <= 4).length >= enough);
  return shared ?? candidates[0] ?? 0;
}

function goesOn(previous: Line, before: Margins, line: Line, here: Margins): boolean {
  const size = Math.max(previous.height, 1);
  if (previous.text.includes('\t') || line.text.includes('\t')) return false;
  if (Math.abs(previous.height - line.height) > size * 0.2) return false;
  // A figure or a bracket that may not be torn leaves up to three characters free.
  const full = previous.right > before.right - size * 3;
  const flush = line.left < here.left + size * 0.8;
  const wide = previous.right - previous.left > size * 12;
  return full && flush && wide;
}

function seam(before: string, after: string): string {
  return /[\w.,;:%)]$/u.test(before) && /^[A-Za-z(]/u.test(after) ? ' ' : '';
}
