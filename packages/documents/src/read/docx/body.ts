import type { Numbering } from './numbering.ts';
import { isOn, type Styles } from './styles.ts';
import type { XmlHandler, XmlTag } from './xml.ts';

/** A paragraph under construction; text boxes put paragraphs inside paragraphs. */
export interface Paragraph {
  text: string;
  emphasis: { start: number; end: number }[];
  title: boolean;
  /** A line of the table of contents: apparatus that repeats the headings, left out. */
  contents: boolean;
}

interface Open extends Paragraph {
  style: string;
  numId: string | undefined;
  level: number | undefined;
  bold: boolean;
  /** Its mark was deleted under tracking, so it runs on into the next paragraph. */
  joinsNext: boolean;
  /** Paragraphs of text boxes anchored in it; they follow it. */
  boxed: Paragraph[];
}

/** Subtrees that are not the text: tracked deletions, the old format of tracked changes, alternatives for old readers, phonetic guides. */
const SKIPPED = new Set([
  'del',
  'moveFrom',
  'pPrChange',
  'rPrChange',
  'sectPrChange',
  'tblPrChange',
  'trPrChange',
  'tcPrChange',
  'rt',
  'instrText',
  'delText',
  'object',
]);
/** Where they end, a paragraph has no next one to run on into. */
const CONTAINERS = new Set(['body', 'tc', 'txbxContent', 'footnote', 'endnote', 'hdr']);
const EMPHATIC_FONT = /黑体|楷体|SimHei|KaiTi/iu;

/** Turns the events of document.xml (or footnotes.xml) into paragraphs, in reading order. */
export function bodyHandler(styles: Styles, numbering: Numbering, done: (paragraph: Paragraph) => void): XmlHandler {
  const parents: string[] = [];
  const open: Open[] = [];
  let skipping = 0;
  let carried: Open | undefined;
  let run = { bold: false, hidden: false };
  let keepSpace = false;

  const add = (text: string): void => {
    const paragraph = open.at(-1);
    if (!paragraph || run.hidden || text === '') return;
    const start = paragraph.text.length;
    paragraph.text += text;
    if (run.bold) emphasise(paragraph, start);
  };
  const finish = (paragraph: Open): void => {
    if (paragraph.joinsNext) carried = paragraph;
    else {
      const outer = open.at(-1);
      for (const one of [paragraph, ...paragraph.boxed]) {
        if (outer) outer.boxed.push(one);
        else done(one);
      }
    }
  };

  return {
    open: (tag) => {
      const parent = parents.at(-1) ?? '';
      parents.push(tag.local);
      if (skipping > 0 || isSkipped(tag, parent)) {
        skipping++;
        return;
      }
      if (tag.space !== 'w' && tag.space !== 'm') return;
      if (tag.local === 'p' && tag.space === 'w') {
        open.push(carried ? { ...carried, joinsNext: false } : blank());
        carried = undefined;
      } else if (tag.local === 'r') run = { bold: open.at(-1)?.bold ?? false, hidden: false };
      else if (tag.local === 't') keepSpace = tag.attribute('space') === 'preserve' || tag.space === 'm';
      else if (parent === 'r' || parent === 'rPr') inRun(tag, parent, parents.at(-3) ?? '', run, styles, add);
      if (parent === 'pPr' || parent === 'numPr') inParagraph(tag, open.at(-1));
      if (tag.local === 'del' && parent === 'rPr') markDeleted(open.at(-1), parents.at(-3));
    },
    close: (tag) => {
      parents.pop();
      if (skipping > 0) {
        skipping--;
        return;
      }
      const paragraph = open.at(-1);
      if (tag.space !== 'w') return;
      if (carried && CONTAINERS.has(tag.local)) {
        const last = carried;
        carried = undefined;
        finish({ ...last, joinsNext: false });
      }
      if (!paragraph) return;
      if (tag.local === 'pPr') settle(paragraph, styles, numbering);
      else if (tag.local === 'p') {
        open.pop();
        finish(paragraph);
      }
    },
    text: (text) => {
      if (skipping === 0 && parents.at(-1) === 't') add(keepSpace ? text : text.trim());
    },
  };
}

function blank(): Open {
  return {
    text: '',
    emphasis: [],
    title: false,
    contents: false,
    style: '',
    numId: undefined,
    level: undefined,
    bold: false,
    joinsNext: false,
    boxed: [],
  };
}

function isSkipped(tag: XmlTag, parent: string): boolean {
  if (tag.space === 'mc') return tag.local === 'Fallback';
  if (tag.space !== 'w' || !SKIPPED.has(tag.local)) return false;
  // <w:del/> among a paragraph mark's properties is a flag, not a subtree.
  return !(tag.local === 'del' && parent === 'rPr');
}

function inRun(
  tag: XmlTag,
  parent: string,
  grandparent: string,
  run: { bold: boolean; hidden: boolean },
  styles: Styles,
  add: (text: string) => void,
): void {
  if (parent === 'r') {
    if (tag.local === 'tab' || tag.local === 'ptab') add('\t');
    else if (tag.local === 'br' || tag.local === 'cr') add('\n');
    else if (tag.local === 'noBreakHyphen') add('-');
    else if (tag.local === 'sym') add(symbol(tag.attribute('char')));
    return;
  }
  if (grandparent !== 'r') return;
  if (tag.local === 'b') run.bold = isOn(tag.attribute('val'));
  else if (tag.local === 'vanish') run.hidden = isOn(tag.attribute('val'));
  else if (tag.local === 'rStyle') run.bold = styles(tag.attribute('val') ?? '')?.bold ?? run.bold;
  else if (tag.local === 'rFonts' && EMPHATIC_FONT.test(tag.attribute('eastAsia') ?? '')) run.bold = true;
}

/** Symbol fonts keep their drawings in the private area, where they mean nothing as text. */
function symbol(code: string | undefined): string {
  const point = Number.parseInt(code ?? '', 16);
  return Number.isNaN(point) || (point >= 0xe000 && point <= 0xf8ff) ? '' : String.fromCodePoint(point);
}

function inParagraph(tag: XmlTag, paragraph: Open | undefined): void {
  if (!paragraph) return;
  const value = tag.attribute('val') ?? '';
  if (tag.local === 'pStyle') paragraph.style = value;
  else if (tag.local === 'numId') paragraph.numId = value;
  else if (tag.local === 'ilvl') paragraph.level = Number(value) || 0;
}

function markDeleted(paragraph: Open | undefined, grandparent: string | undefined): void {
  if (paragraph && grandparent === 'pPr') paragraph.joinsNext = true;
}

function settle(paragraph: Open, styles: Styles, numbering: Numbering): void {
  const style = styles(paragraph.style);
  paragraph.title = style?.name === 'title';
  paragraph.contents = /^toc \d$/u.test(style?.name ?? '');
  paragraph.bold = style?.bold === true || EMPHATIC_FONT.test(style?.font ?? '');
  const list = paragraph.numId ?? style?.numId;
  // numId 0 takes a paragraph out of the list that its style puts it in.
  if (list === undefined || list === '0' || paragraph.contents || paragraph.text !== '') return;
  const start = paragraph.text.length;
  paragraph.text += numbering.next(list, paragraph.level ?? style?.level ?? 0);
  if (paragraph.bold) emphasise(paragraph, start);
}

function emphasise(paragraph: Paragraph, start: number): void {
  const last = paragraph.emphasis.at(-1);
  const end = paragraph.text.length;
  if (last?.end === start) last.end = end;
  else if (end > start) paragraph.emphasis.push({ start, end });
}
