import { DocumentError } from '../errors.ts';
import type { DocumentKind } from './types.ts';

type Content = DocumentKind | 'zip' | 'ole2' | 'rtf' | 'image' | 'ofd' | 'mht';

const EXTENSIONS: Record<string, DocumentKind> = {
  txt: 'txt',
  text: 'txt',
  md: 'txt',
  docx: 'docx',
  pdf: 'pdf',
  html: 'html',
  htm: 'html',
};
const KIND_NAMES: Record<Content, string> = {
  txt: '纯文本',
  docx: 'Word 文档（.docx）',
  pdf: 'PDF',
  html: '网页',
  zip: '压缩包',
  ole2: '旧版 Office 文件',
  rtf: 'RTF 文档',
  image: '图片',
  ofd: 'OFD 版式文件',
  mht: '单个文件网页（.mht）',
};
const SUPPORTED = '可以读取的有：.docx（Word）、.pdf（带文字）、.txt、.html';

/**
 * Says what a file is, by its first bytes and its extension. Throws FILE_KIND_UNKNOWN when it is nothing that can be
 * read, FILE_KIND_MISMATCH when bytes and extension disagree, FILE_ENCRYPTED for a docx under a password.
 */
export function detectKind(bytes: Uint8Array, fileName: string): DocumentKind {
  const extension = /\.([^./\\]+)$/u.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const wanted = EXTENSIONS[extension];
  const content = sniff(bytes);
  if (content === 'ole2') throw refuseOle2(bytes, extension);
  if (extension !== '' && wanted === undefined) throw refuseExtension(extension, content);
  // A zip may still prove to be a docx: its table of contents decides, later.
  const actual = content === 'zip' ? 'docx' : content;
  if (actual === 'rtf' || actual === 'image' || actual === 'ofd' || actual === 'mht') {
    throw new DocumentError(
      'FILE_KIND_UNKNOWN',
      `这是${KIND_NAMES[actual]}，还读不了。${advice(actual)}${SUPPORTED}。`,
    );
  }
  if (wanted === undefined) return actual;
  // Any text may be called .txt, and a page without a declaration is still a page.
  if (wanted === actual || (isText(wanted) && isText(actual))) return wanted;
  throw new DocumentError(
    'FILE_KIND_MISMATCH',
    `扩展名是 .${extension}，内容却是${KIND_NAMES[content]}。${mismatchAdvice(wanted, content)}`,
  );
}

function isText(kind: DocumentKind): boolean {
  return kind === 'txt' || kind === 'html';
}

function sniff(bytes: Uint8Array): Content {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = buffer.subarray(0, 1024).toString('latin1');
  if (buffer.subarray(0, 8).equals(OLE2)) return 'ole2';
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) {
    return buffer.includes('word/document.xml') ? 'docx' : 'zip';
  }
  if (head.includes('%PDF-')) return 'pdf';
  if (head.startsWith('{\\rtf')) return 'rtf';
  if (/^(?:\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0\0\0|II\*\0|MM\0\*)/u.test(head)) return 'image';
  if (/^\s*(?:From:|MIME-Version:)[^\0]*Content-Type:\s*multipart\/related/iu.test(head)) return 'mht';
  return /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/iu.test(
    head,
  )
    ? 'html'
    : 'txt';
}
const OLE2 = Buffer.from('d0cf11e0a1b11ae1', 'hex');

function refuseOle2(bytes: Uint8Array, extension: string): DocumentError {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (holdsStream(buffer, 'EncryptedPackage')) {
    return new DocumentError(
      'FILE_ENCRYPTED',
      '这个 Word 文档设了打开密码，读不了。请在 Word 中用密码打开，点“文件—信息—保护文档—用密码进行加密”清空密码，保存后再试。',
    );
  }
  const what = holdsStream(buffer, 'Workbook') ? '旧版 Excel 文件（.xls）' : '旧版 Word 文档（.doc 或 .wps）';
  const todo = '请在 Word 中另存为 .docx，再试一次。';
  return EXTENSIONS[extension] !== undefined
    ? new DocumentError('FILE_KIND_MISMATCH', `扩展名是 .${extension}，内容却是${what}：改扩展名不会改变格式。${todo}`)
    : new DocumentError('FILE_KIND_UNKNOWN', `这是${what}，还读不了。${todo}`);
}

/** A stream's name stands in UTF-16 at the beginning of a directory entry, and entries are 128 bytes. */
function holdsStream(buffer: Buffer, name: string): boolean {
  const needle = Buffer.from(`${name}\0`, 'utf16le');
  for (let at = buffer.indexOf(needle); at !== -1; at = buffer.indexOf(needle, at + 2)) {
    if (at % 128 === 0) return true;
  }
  return false;
}

function refuseExtension(extension: string, content: Content): DocumentError {
  if (extension === 'doc' && content !== 'txt') {
    return new DocumentError(
      'FILE_KIND_MISMATCH',
      `扩展名是 .doc，内容却是${KIND_NAMES[content]}。请在 Word 中打开，另存为 .docx，再试一次。`,
    );
  }
  return new DocumentError('FILE_KIND_UNKNOWN', `还读不了 .${extension} 文件。${SUPPORTED}。请转换后再试。`);
}

function advice(content: Content): string {
  if (content === 'image') return '请用文字版的文件；只有图片时，先做文字识别（OCR）并校对。';
  if (content === 'ofd') return '请在 OFD 阅读器中导出为 PDF。';
  return '请在 Word 中打开，另存为 .docx。';
}

function mismatchAdvice(wanted: DocumentKind, content: Content): string {
  if (wanted === 'docx') return '请在 Word 中打开原文件，另存为 .docx，再试一次。';
  return `请把扩展名改成与内容相符的 .${content}，或重新导出，再试一次。`;
}
