import { DocumentError } from '../errors.ts';
import { type Archive, damaged, openArchive } from './archive.ts';
import { bodyHandler, type Paragraph } from './docx/body.ts';
import { type Numbering, readNumbering } from './docx/numbering.ts';
import { readStyles, type Styles } from './docx/styles.ts';
import { readXml } from './docx/xml.ts';
import type { Reading, TextSpan } from './types.ts';

/**
 * The text of a docx: one line a paragraph, table cells one after another, automatic numbers written out, tracked
 * deletions, hidden text and the table of contents left out, footnotes and endnotes after the text.
 */
export async function readDocx(bytes: Uint8Array): Promise<Reading> {
  const archive = await openArchive(bytes);
  const main = await mainPart(archive);
  const styles = await readStyles(archive);
  const numbering = await readNumbering(archive);
  const paragraphs = await readPart(archive, main, styles, numbering);
  for (const notes of ['word/footnotes.xml', 'word/endnotes.xml']) {
    const found = await readPart(archive, notes, styles, numbering);
    paragraphs.push(...found.filter((paragraph) => paragraph.text.trim() !== ''));
  }
  return { ...assemble(paragraphs), furniture: await readHeaders(archive, styles, numbering) };
}

/** The part that the package names as its document; a zip without one is something else. */
async function mainPart(archive: Archive): Promise<string> {
  let target = '';
  const chunks = await archive.open('_rels/.rels');
  if (chunks) {
    await readXml('_rels/.rels', chunks, {
      open: (tag) => {
        if (tag.attribute('Type')?.endsWith('/officeDocument'))
          target = (tag.attribute('Target') ?? '').replace(/^\//u, '');
      },
    });
  }
  const name = archive.names.includes(target) ? target : 'word/document.xml';
  if (archive.names.includes(name) && !/^(?:xl|ppt)\//u.test(name)) return name;
  throw notWord(archive.names);
}

function notWord(names: string[]): DocumentError {
  const has = (prefix: string): boolean => names.some((name) => name.startsWith(prefix));
  if (has('word/')) return damaged('缺少正文部件 word/document.xml');
  const what = has('xl/') ? 'Excel 工作簿' : has('ppt/') ? 'PPT 演示文稿' : has('OFD.xml') ? 'OFD 版式文件' : '压缩包';
  return new DocumentError(
    'FILE_KIND_MISMATCH',
    `这不是 Word 文档：里面是${what}。请选择报告的 .docx 文件；压缩包请先解压。`,
  );
}

async function readPart(archive: Archive, name: string, styles: Styles, numbering: Numbering): Promise<Paragraph[]> {
  const paragraphs: Paragraph[] = [];
  const chunks = await archive.open(name);
  if (chunks) {
    await readXml(
      name,
      chunks,
      bodyHandler(styles, numbering, (paragraph) => paragraphs.push(paragraph)),
    );
  }
  return paragraphs.filter((paragraph) => !paragraph.contents);
}

async function readHeaders(archive: Archive, styles: Styles, numbering: Numbering): Promise<string> {
  const lines: string[] = [];
  for (const name of archive.names.filter((one) => /^word\/header\d*\.xml$/u.test(one)).slice(0, 20)) {
    for (const paragraph of await readPart(archive, name, styles, numbering)) lines.push(paragraph.text);
  }
  return lines.join('\n');
}

function assemble(paragraphs: Paragraph[]): Reading {
  const lines: string[] = [];
  const spans: TextSpan[] = [];
  const emphasis: TextSpan[] = [];
  let offset = 0;
  let emphasised = 0;
  for (const paragraph of paragraphs) {
    lines.push(paragraph.text);
    if (paragraph.text !== '') spans.push({ start: offset, end: offset + paragraph.text.length });
    for (const span of paragraph.emphasis) {
      emphasis.push({ start: offset + span.start, end: offset + span.end });
      emphasised += span.end - span.start;
    }
    offset += paragraph.text.length + 1;
  }
  const title = paragraphs
    .filter((paragraph) => paragraph.title)
    .map((paragraph) => paragraph.text.trim())
    .join('');
  const text = lines.join('\n');
  // A document set in bold throughout emphasises nothing.
  const reading: Reading = { text, paragraphs: spans, emphasis: emphasised * 2 > text.length ? [] : emphasis };
  return title === '' ? reading : { ...reading, title };
}
