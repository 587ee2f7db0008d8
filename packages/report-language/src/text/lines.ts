import { isBlank, isClosing, isDigit, isInner, isLatin, isLineBreak, isOpening, isTerminal } from './characters.ts';

/** One line of the original, without the blanks at its ends. */
export interface Line {
  start: number;
  end: number;
  /** Blanks before the first character: 4 half-width or 2 full-width ones begin a paragraph in print. */
  indent: number;
  length: number;
  /** ends a sentence: 。 ！ ？, perhaps inside a closing quote. */
  ended: boolean;
  /** its last character: ， ； ： … */
  last: number;
  /** , 、 ； or 。 stands somewhere before the end. */
  punctuated: boolean;
  /** begins with the number or the bullet of a heading. */
  marked: boolean;
  /** that number is a digit: 2、 also begins lines that wrapped inside “从1到2、从2到3”. */
  numbered: boolean;
  /** begins with a dot: a bullet, or the middle of “知音·伙伴”. */
  dotted: boolean;
  /** an empty line stands before it. */
  gap: boolean;
  /** a page number, or a header that comes back on every page: belongs to no sentence. */
  furniture: boolean;
}

const MARKER =
  /^[*#\s]*(?:第[一二三四五六七八九十]{1,3}(?:部分|章|节|篇)|[一二三四五六七八九十]{1,3}[、．.](?![一二三四五六七八九十])|[（(][一二三四五六七八九十]{1,3}[）)]|(?:[一二三四五六七八九]|十[一二三四五六七八九]?)(?:是|要)|[0-9０-９]{1,2}(?:[、．]|\.(?![0-9０-９]))|[0-9０-９]{1,2}[\s\u3000]+(?=[\u4e00-\u9fff“])|[（(][0-9０-９]{1,2}[）)]|[●◆■▲★•·○◎◇□△▪►➤]|——|――|--(?!-)|各位代表)/;

/** Whether a paragraph that starts like this starts a section: 一、 （一） 一是 1． ● —— 各位代表. */
export function startsWithMarker(head: string): boolean {
  return MARKER.test(head);
}

const pageNumber = (text: string, line: Line): boolean => {
  if (line.length > 12) return false;
  const s = text.slice(line.start, line.end);
  return /^(?:[-—–－·•\s]*[0-9０-９]{1,3}[-—–－·•\s]*|第\s*[0-9０-９]{1,3}\s*页(?:\s*共\s*[0-9０-９]{1,3}\s*页)?|[0-9]{1,3}\s*\/\s*[0-9]{1,3})$/.test(
    s,
  );
};

function describe(text: string, start: number, end: number): Line | null {
  let s = start;
  let indent = 0;
  for (; s < end; s++) {
    const c = text.charCodeAt(s);
    if (!isBlank(c)) break;
    indent += c === 0x3000 ? 2 : 1;
  }
  let e = end;
  while (e > s && isBlank(text.charCodeAt(e - 1))) e--;
  if (s >= e) return null;
  let z = e - 1;
  // Closing quotes and the asterisks of bold print hide the full stop before them.
  while (z > s && (isClosing(text.charCodeAt(z)) || text.charCodeAt(z) === 0x2a || text.charCodeAt(z) === 0x22)) z--;
  const final = text.charCodeAt(z);
  const stop =
    (final === 0x2e || final === 0xff0e) &&
    z > s &&
    !isDigit(text.charCodeAt(z - 1)) &&
    !isLatin(text.charCodeAt(z - 1));
  const ended = isTerminal(final) || stop || final === 0x2026;
  let punctuated = false;
  for (let i = s; i < z && !punctuated; i++) {
    const c = text.charCodeAt(i);
    if (isInner(c) || isTerminal(c)) punctuated = true;
  }
  return {
    start: s,
    end: e,
    indent,
    length: e - s,
    ended,
    last: text.charCodeAt(e - 1),
    punctuated,
    marked: MARKER.test(text.slice(s, Math.min(e, s + 14))),
    numbered: /^[*#\s]*[0-9０-９]/.test(text.slice(s, Math.min(e, s + 6))),
    dotted: /^[*#\s]*[·•・]/.test(text.slice(s, Math.min(e, s + 6))),
    gap: false,
    furniture: false,
  };
}

/** Splits the original into its lines; empty ones are left out. Marks page numbers and running headers. */
export function readLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  let gap = false;
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && !isLineBreak(text.charCodeAt(i))) continue;
    const line = i > start ? describe(text, start, i) : null;
    if (line) {
      line.gap = gap;
      lines.push(line);
      gap = false;
    } else if (i === start && !(text.charCodeAt(i) === 0x0a && text.charCodeAt(i - 1) === 0x0d)) gap = true;
    else if (i > start) gap = true;
    start = i + 1;
  }
  markFurniture(text, lines);
  return lines;
}

function markFurniture(text: string, lines: Line[]): void {
  const numbers = lines.filter((line) => pageNumber(text, line));
  for (const line of numbers) {
    const bare = isDigit(line.last) && isDigit(text.charCodeAt(line.start));
    // A lone figure in its own line is a page number only in company: CO₂ and PM2.5 leave their index in a line too.
    line.furniture = !bare || numbers.length >= 3;
  }
  const seen = new Map<string, Line[]>();
  for (const line of lines) {
    if (line.length < 4 || line.length > 30 || line.ended || line.punctuated || line.marked) continue;
    const key = text.slice(line.start, line.end);
    const same = seen.get(key);
    if (same) same.push(line);
    else seen.set(key, [line]);
  }
  // Twice may be a title and its repetition; three times is a running header.
  for (const same of seen.values()) if (same.length >= 3) for (const line of same) line.furniture = true;
}

/**
 * The width at which the text was hard wrapped, or Infinity where lines are paragraphs: lines that stop in the middle
 * of a punctuated sentence, many of them equally long.
 */
export function wrapWidth(lines: readonly Line[]): number {
  const open = lines.filter(
    (l) => !l.ended && !l.marked && !l.furniture && l.punctuated && l.length >= 10 && l.length <= 80,
  );
  if (open.length < 8) return Number.POSITIVE_INFINITY;
  const lengths = open.map((l) => l.length).sort((a, b) => a - b);
  const middle = lengths[lengths.length >> 1]!;
  const near = lengths.filter((n) => n >= middle * 0.75 && n <= middle * 1.25).length;
  return near >= 8 && near >= open.length * 0.6 ? middle : Number.POSITIVE_INFINITY;
}

/**
 * Whether `next` goes on with the paragraph of `line`. `first`: `line` is itself the first line of its paragraph;
 * `width`: of hard wraps, Infinity without; `indented`: paragraphs begin with blanks.
 */
export function continues(line: Line, next: Line, first: boolean, width: number, indented: boolean): boolean {
  const full = line.length >= width * 0.8;
  const c = line.last;
  const comma = c === 0xff0c || c === 0x2c || c === 0x3001;
  const inside = next.indent < 2 && !next.gap;
  if (indented && inside && line.length >= width - 1 && line.length <= width + 2) return true;
  if (next.marked && !(full && !line.ended && marksInside(line, next, comma, indented))) return false;
  // A line filled to the margin goes on, full stop or no: where paragraphs are indented one knows, elsewhere more
  // sentences end at the margin than paragraphs do.
  if (line.ended) return inside && line.length >= width && line.length <= width + 2;
  if (comma || c === 0x7684 || isOpening(c)) return true;
  if (indented && next.indent >= 2) return false;
  if (c === 0xff1b || c === 0x3b) return full;
  if (c === 0xff1a || c === 0x3a) return full && line.length > 12;
  const heading =
    first && line.length <= (line.marked ? 60 : 36) && (!line.punctuated || line.marked || width === Infinity);
  // In wrapped text only the last line of a paragraph is short.
  if (!heading) return width === Infinity || line.length >= width * 0.7;
  // As long as the wrapped lines around it: the heading, or the paragraph that it begins, goes on in the next line.
  return line.length >= width - (line.marked ? 2 : 4) && next.indent < 2 && line.length < width * 1.3;
}

/**
 * Whether what looks like the mark of a heading stands inside a sentence that wrapped before it: 从1到 / 2、从2到3,
 * “知音 / ·伙伴”, 一是…， / 二是….
 */
function marksInside(line: Line, next: Line, comma: boolean, indented: boolean): boolean {
  if (next.numbered || next.dotted || comma) return true;
  return next.indent < 2 && (indented || line.last === 0xff1b || line.last === 0x3b);
}

/** Whether paragraphs are told by the blanks before their first line: some lines have them, most have not. */
export function indentsParagraphs(lines: readonly Line[]): boolean {
  const indented = lines.filter((l) => l.indent >= 2).length;
  return indented >= 8 && indented <= lines.length * 0.6;
}
