import { isBlank, isClosing, isDigit, isFullWidthDigit, isHan, isLatin, isMeasureWord } from './characters.ts';
import { continues, indentsParagraphs, type Line, readLines, wrapWidth } from './lines.ts';

/**
 * The text as the parsers read it: one line a paragraph, hard wraps joined, no blanks beside Chinese characters, digits
 * and letters of half width, punctuation of Chinese form. `offsets[i]` is where character `i` stands in the original.
 */
export interface CleanText {
  text: string;
  offsets: Int32Array;
  /** Starts of the spans (clean offsets) printed bold with ** markers, each with its end. */
  bold: { start: number; end: number }[];
  /** Length of the original. */
  originalLength: number;
}

/** Compatibility forms that PDF readers leave in place of ordinary characters: radicals, ligatures. One unit each. */
function unify(c: number): number {
  const s = String.fromCharCode(c).normalize('NFKC');
  return s.length === 1 ? s.charCodeAt(0) : c;
}

class Writer {
  codes: Uint16Array;
  offsets: Int32Array;
  length = 0;
  constructor(capacity: number) {
    this.codes = new Uint16Array(capacity);
    this.offsets = new Int32Array(capacity + 1);
  }
  push(code: number, offset: number): void {
    this.codes[this.length] = code;
    this.offsets[this.length++] = offset;
  }
  text(): string {
    const parts: string[] = [];
    for (let i = 0; i < this.length; i += 4096) {
      parts.push(String.fromCharCode(...this.codes.subarray(i, Math.min(this.length, i + 4096))));
    }
    return parts.join('');
  }
}

/** The next character at or after `i` that is no blank, or 0. */
function visibleAfter(text: string, i: number, end: number): number {
  while (i < end && isBlank(text.charCodeAt(i))) i++;
  return i < end ? text.charCodeAt(i) : 0;
}

/** Whether the comma at `i` groups thousands: a digit before, exactly three after. */
function groupsThousands(text: string, i: number, end: number, previous: number): boolean {
  if (!isDigit(previous) || i + 3 >= end) return false;
  if (!isDigit(text.charCodeAt(i + 1)) || !isDigit(text.charCodeAt(i + 2)) || !isDigit(text.charCodeAt(i + 3)))
    return false;
  return i + 4 >= end || !isDigit(text.charCodeAt(i + 4));
}

const COMMA = 0xff0c;
const STOP = 0x3002;

/** The canonical form of the character at `i`; `previous` is the last one written. */
function canonical(text: string, i: number, end: number, previous: number, head: boolean, follow: number): number {
  const c = text.charCodeAt(i);
  if (c >= 0x4e00 && c <= 0x9fff) return c;
  if (c >= 0xff10 && c <= 0xff19) return c - 0xfee0;
  if ((c >= 0xff21 && c <= 0xff3a) || (c >= 0xff41 && c <= 0xff5a)) return c - 0xfee0;
  switch (c) {
    case 0xff05:
      return 0x25;
    case 0xff0b:
      return 0x2b;
    case 0xff0f:
      return 0x2f;
    case 0x2c:
      return groupsThousands(text, i, end, previous) ? 0x2c : COMMA;
    case 0xff0c:
      return isFullWidthDigit(text.charCodeAt(i - 1)) && groupsThousands(text, i, end, previous) ? 0x2c : c;
    case 0x3b:
      return 0xff1b;
    case 0x3a: {
      const next = visibleAfter(text, i + 1, end);
      return isDigit(previous) && isDigit(next) ? c : 0xff1a;
    }
    case 0x21:
      return 0xff01;
    case 0x3f:
      return 0xff1f;
    case 0x28:
      return 0xff08;
    case 0x29:
      return 0xff09;
    case 0xff61:
      return STOP;
    case 0xff64:
      return 0x3001;
    case 0xff0e:
    case 0x2e: {
      const next = visibleAfter(text, i + 1, end) || follow;
      if (isDigit(next) || isLatin(next) || next === 0x2e || previous === 0x2e) return 0x2e;
      // "1." at the head of a paragraph numbers it; anywhere else a full stop ends the sentence.
      if (isDigit(previous)) return head ? 0x2e : STOP;
      return isHan(previous) || isClosing(previous) || previous === 0x25 ? STOP : 0x2e;
    }
  }
  if ((c >= 0x2e80 && c <= 0x2fdf) || (c >= 0xf900 && c <= 0xfaff)) return unify(c);
  return c;
}

/** `follow`: the first character of the line that goes on with this one, 0 when none does. */
function writeLine(
  out: Writer,
  text: string,
  line: Line,
  starts: boolean,
  follow: number,
  bold: CleanText['bold'],
): void {
  const first = out.length;
  let gap = false;
  let digitsOnly = true;
  for (let i = line.start; i < line.end; i++) {
    const c = text.charCodeAt(i);
    if (isBlank(c)) {
      gap = true;
      continue;
    }
    if (c === 0x2a && (text.charCodeAt(i + 1) === 0x2a || text.charCodeAt(i - 1) === 0x2a)) {
      // ** opens and closes bold print; the pair prints nothing.
      if (text.charCodeAt(i + 1) === 0x2a) {
        const open = bold.at(-1);
        if (open && open.end < 0) open.end = out.length;
        else bold.push({ start: out.length, end: -1 });
        i++;
      }
      continue;
    }
    if (starts && out.length === first && c === 0x23) continue;
    const previous = out.length > first || !starts ? (out.length > 0 ? out.codes[out.length - 1]! : 0) : 0;
    const head = starts && digitsOnly && out.length - first <= 2;
    if (gap) {
      gap = false;
      const words = isLatin(previous) && isLatin(c);
      // "1 生态环境": the blank is all that tells the number of a heading from an amount.
      const numbered =
        head && out.length > first && isDigit(previous) && !isMeasureWord(c) && c !== 0x2e && c !== 0x3001;
      if (words || numbered) out.push(0x20, i - 1);
    }
    const code = canonical(text, i, line.end, previous, head, follow);
    if (!isDigit(code)) digitsOnly = false;
    out.push(code, i);
  }
}

/** Cleans a report's text and remembers where every character came from. Linear in the length of the text; never throws. */
export function cleanText(text: string): CleanText {
  const lines = readLines(text);
  const width = wrapWidth(lines);
  const out = new Writer(text.length + 2);
  const bold: CleanText['bold'] = [];
  const body = lines.filter((line) => !line.furniture);
  const indented = indentsParagraphs(body);
  let starts = true;
  for (let i = 0; i < body.length; i++) {
    const line = body[i]!;
    const previous = body[i - 1];
    if (previous && starts) {
      const open = bold.at(-1);
      if (open && open.end < 0) open.end = out.length;
      out.push(0x0a, previous.end);
    } else if (previous && isLatin(out.codes[out.length - 1] ?? 0) && isLatin(text.charCodeAt(line.start))) {
      out.push(0x20, line.start - 1);
    }
    const next = body[i + 1];
    const goesOn: boolean = next !== undefined && continues(line, next, starts, width, indented);
    writeLine(out, text, line, starts, goesOn ? text.charCodeAt(next!.start) : 0, bold);
    starts = !goesOn;
  }
  const open = bold.at(-1);
  if (open && open.end < 0) open.end = out.length;
  const offsets = out.offsets.subarray(0, out.length + 1);
  offsets[out.length] = text.length;
  return { text: out.text(), offsets, bold, originalLength: text.length };
}

/** The original's offset of the clean span's first character and just behind its last. An empty span stays empty. */
export function originalSpan(clean: CleanText, start: number, end: number): { start: number; end: number } {
  const s = clean.offsets[start] ?? clean.originalLength;
  if (end <= start) return { start: s, end: s };
  return { start: s, end: clean.offsets[end - 1]! + 1 };
}
