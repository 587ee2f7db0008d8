import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { DocumentError } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import { decodeText } from './decode-text.ts';
import { detectKind } from './detect-kind.ts';
import { findSecurityMarking } from './security-marking.ts';
import type { DocumentKind, ReadDocument, Reading } from './types.ts';

const READERS: Record<DocumentKind, (bytes: Uint8Array) => Reading | Promise<Reading>> = {
  txt: decodeText,
  // The readers of the rarer kinds are loaded when one comes.
  docx: async (bytes) => (await import('./read-docx.ts')).readDocx(bytes),
  pdf: async (bytes) => (await import('./read-pdf.ts')).readPdf(bytes),
  html: async (bytes) => (await import('./read-html.ts')).readHtml(bytes),
};

/**
 * Reads a document into text. Takes its bytes, or its path; `fileName` (or the path) supplies the extension that the
 * bytes are checked against. Of a .txt the text is the decoded file without its byte order mark, unchanged.
 * Throws `DocumentError` for every file that cannot or may not be read, and the system's error for a path that cannot
 * be opened.
 */
export async function readDocument(
  input: Uint8Array | string,
  options: { fileName?: string } = {},
): Promise<ReadDocument> {
  const fileName = options.fileName ?? (typeof input === 'string' ? basename(input) : '');
  const bytes = typeof input === 'string' ? await readBytes(input) : input;
  checkSize(bytes.byteLength);
  const kind = detectKind(bytes, fileName);
  const { furniture = '', ...reading } = await READERS[kind](bytes);
  if (reading.text.trim() === '') {
    throw new DocumentError('FILE_EMPTY', '文件里没有文字。请确认选对了文件，再试一次。');
  }
  refuseClassified(`${furniture}\n`);
  refuseClassified(reading.text);
  return { ...reading, kind };
}

/** Reads a file's bytes; one over the limit is refused before it is read. */
export async function readBytes(path: string): Promise<Uint8Array> {
  checkSize((await stat(path)).size);
  return readFile(path);
}

function checkSize(bytes: number): void {
  if (bytes === 0) {
    throw new DocumentError('FILE_EMPTY', '文件是空的（0 字节），可能是拷贝或下载没有完成。请重新取得文件，再试一次。');
  }
  if (bytes > LIMITS.fileBytes) {
    const size = (bytes / 1024 / 1024).toFixed(1);
    throw new DocumentError(
      'FILE_TOO_LARGE',
      `文件有 ${size} MB，超过 ${LIMITS.fileBytes / 1024 / 1024} MB 的上限。请删去图片和附件，只留报告正文，再试一次。`,
      { bytes, limit: LIMITS.fileBytes },
    );
  }
}

function refuseClassified(text: string): void {
  const marking = findSecurityMarking(text);
  if (!marking) return;
  throw new DocumentError(
    'FILE_CLASSIFIED',
    `文件开头有密级标志“${marking.raw.trim()}”。涉密文件不得在本系统处理，内容没有保存。请立即停止上传，并按保密规定处理该文件；若是误标，请先由定密责任单位更正。`,
    { level: marking.level, start: marking.start },
  );
}
