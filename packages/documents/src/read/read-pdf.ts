import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PDFDocumentProxy } from 'pdfjs-dist/types/src/display/api.js';
import { DocumentError } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import { damaged } from './archive.ts';
import { dropFurniture } from './pdf/furniture.ts';
import { buildLines, type Glyphs, type Line } from './pdf/lines.ts';
import { joinParagraphs } from './pdf/paragraphs.ts';
import type { Reading } from './types.ts';

/**
 * The text of a PDF: lines rebuilt from where the page places them and joined into paragraphs, without page numbers
 * and running headers. Throws FILE_ENCRYPTED, FILE_SCANNED (no text), FILE_ENCODING (unmapped fonts), FILE_DAMAGED.
 */
export async function readPdf(bytes: Uint8Array): Promise<Reading> {
  const pdf = await open(bytes);
  try {
    if (pdf.numPages > LIMITS.pdfPages) {
      throw new DocumentError(
        'FILE_TOO_LARGE',
        `PDF 有 ${pdf.numPages} 页，最多读 ${LIMITS.pdfPages} 页。请只保留报告部分再试。`,
      );
    }
    const pages: Line[][] = [];
    for (let number = 1; number <= pdf.numPages; number++) pages.push(await readPage(pdf, number));
    const furniture = pages[0]?.map((line) => line.text).join('\n') ?? '';
    const { text, paragraphs } = joinParagraphs(dropFurniture(pages));
    checkText(text, pdf.numPages);
    return { text, paragraphs, furniture };
  } finally {
    await pdf.loadingTask.destroy();
  }
}

async function open(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  try {
    return await pdfjs.getDocument({
      // pdf.js takes the buffer for itself.
      data: new Uint8Array(bytes),
      // Without these maps, text in the usual Chinese encodings vanishes.
      cMapUrl: `${join(home, 'cmaps')}/`,
      cMapPacked: true,
      standardFontDataUrl: `${join(home, 'standard_fonts')}/`,
      disableFontFace: true,
      useSystemFonts: false,
      enableXfa: false,
      verbosity: pdfjs.VerbosityLevel.ERRORS,
    }).promise;
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') {
      throw new DocumentError(
        'FILE_ENCRYPTED',
        '这个 PDF 设了打开密码，读不了。请用密码打开后另存（或打印）为不带密码的 PDF，再试一次。',
      );
    }
    throw damaged('PDF 结构读不出来');
  }
}

async function readPage(pdf: PDFDocumentProxy, number: number): Promise<Line[]> {
  try {
    const page = await pdf.getPage(number);
    const content = await page.getTextContent({ disableNormalization: false });
    const pieces: Glyphs[] = [];
    for (const item of content.items) {
      if (!('str' in item)) continue;
      const [, b = 0, , d = 0, x = 0, y = 0] = item.transform as number[];
      pieces.push({ text: item.str, x, y, width: item.width, height: item.height || Math.hypot(b, d) });
    }
    page.cleanup();
    return buildLines(pieces);
  } catch {
    throw damaged(`PDF 第 ${number} 页读不出来`);
  }
}

function checkText(text: string, pages: number): void {
  const characters = text.replace(/\s/gu, '').length;
  // A scan often carries a stray word a page: the scanner's name, a stamp.
  if (characters === 0 || (pages > 1 && characters < pages * 10)) {
    throw new DocumentError(
      'FILE_SCANNED',
      `这个 PDF 的 ${pages} 页里没有可以读取的文字，应是扫描件或图片。请换用 Word 原稿；只有扫描件时，先做文字识别（OCR）并校对，再试一次。`,
    );
  }
  const unreadable = text.match(/[\p{Co}\uFFFD]|(?!\s)\p{Cc}/gu)?.length ?? 0;
  if (unreadable > characters * 0.2) {
    throw new DocumentError(
      'FILE_ENCODING',
      'PDF 里的字体没有文字对照表，读出来是乱码。请换用 Word 原稿，或重新导出 PDF（选“嵌入字体”），再试一次。',
    );
  }
}
