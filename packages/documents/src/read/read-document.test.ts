import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { buildPdf, pageOf } from '../../test/pdf.ts';
import { buildDocx, buildZip, p } from '../../test/zip.ts';
import { DocumentError } from '../errors.ts';
import { readDocument } from './read-document.ts';

const TEXT = '各位代表：\r\n　　今年要新建农村公路１２０公里，城镇登记失业率控制在3.5％以内。\r\n\r\n';

async function refusal(bytes: Uint8Array, fileName: string): Promise<DocumentError> {
  const error = await readDocument(bytes, { fileName }).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(DocumentError);
  return error as DocumentError;
}

function ole2(...streams: string[]): Buffer {
  const file = Buffer.alloc(4096);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  streams.forEach((name, index) => void Buffer.from(name, 'utf16le').copy(file, 1024 + index * 128));
  return file;
}

describe('text files', () => {
  it.each([
    ['utf-8', Buffer.from(TEXT)],
    ['utf-8', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(TEXT)])],
    ['utf-16le', iconv.encode(TEXT, 'utf-16le', { addBOM: true })],
    ['utf-16be', iconv.encode(TEXT, 'utf-16be', { addBOM: true })],
    ['gb18030', iconv.encode(TEXT, 'gb18030')],
  ])('reads %s unchanged, line ends and widths included, without a byte order mark', async (encoding, bytes) => {
    expect(await readDocument(bytes, { fileName: '报告.txt' })).toEqual({ text: TEXT, kind: 'txt', encoding });
  });

  it('reads rare names that only GB18030 has', async () => {
    const text = `负责人：㐂𠮷某，${TEXT}`;
    expect((await readDocument(iconv.encode(text, 'gb18030'), { fileName: 'a.txt' })).text).toBe(text);
  });

  it('refuses what is no text in any known encoding', async () => {
    const big5 = iconv.encode(
      '各位代表，現在我代表市人民政府向大會報告工作，請予審議，並請各位委員提出意見。'.repeat(3),
      'big5',
    );
    const damaged = Buffer.concat([
      Buffer.from(TEXT.repeat(3)),
      Buffer.from([0xe4, 0xbd]),
      Buffer.from(TEXT.repeat(3)),
    ]);
    for (const bytes of [big5, damaged, Buffer.from([1, 0, 2, 0, 3, 0])]) {
      const error = await refusal(bytes, '报告.txt');
      expect(error.code).toBe('FILE_ENCODING');
      expect(error.message).toContain('UTF-8');
    }
  });
});

describe('files that are not what they should be', () => {
  it('refuses empty files, and files of white space', async () => {
    expect((await refusal(Buffer.alloc(0), 'a.txt')).code).toBe('FILE_EMPTY');
    expect((await refusal(Buffer.from('\ufeff \r\n'), 'a.txt')).code).toBe('FILE_EMPTY');
    expect((await refusal(buildDocx(p('')), 'a.docx')).code).toBe('FILE_EMPTY');
  });

  it('refuses a 60 MB file without reading it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'luoshi-'));
    const path = join(folder, '报告.txt');
    await writeFile(path, '');
    await truncate(path, 60 * 1024 * 1024);
    const error = await readDocument(path).catch((thrown: DocumentError) => thrown);
    await rm(folder, { recursive: true });
    expect(error).toMatchObject({ code: 'FILE_TOO_LARGE', details: { bytes: 60 * 1024 * 1024 } });
    expect((error as DocumentError).message).toContain('60.0 MB');
  });

  it.each([
    ['a .doc renamed .docx', ole2('WordDocument'), '报告.docx', 'FILE_KIND_MISMATCH', '请在 Word 中另存为 .docx'],
    ['a .doc', ole2('WordDocument'), '报告.doc', 'FILE_KIND_UNKNOWN', '请在 Word 中另存为 .docx'],
    ['an encrypted docx', ole2('EncryptionInfo', 'EncryptedPackage'), '报告.docx', 'FILE_ENCRYPTED', '打开密码'],
    ['text called .docx', Buffer.from(TEXT), '报告.docx', 'FILE_KIND_MISMATCH', '纯文本'],
    ['a docx called .pdf', buildDocx(p('正文')), '报告.pdf', 'FILE_KIND_MISMATCH', 'Word 文档'],
    [
      'a workbook called .docx',
      buildZip([{ name: 'xl/workbook.xml', content: '<a/>' }]),
      '报告.docx',
      'FILE_KIND_MISMATCH',
      'Excel',
    ],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), '报告.png', 'FILE_KIND_UNKNOWN', '.docx'],
    ['a picture without extension', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), '报告', 'FILE_KIND_UNKNOWN', 'OCR'],
    ['RTF', Buffer.from('{\\rtf1\\ansi}'), '报告.txt', 'FILE_KIND_UNKNOWN', '另存为 .docx'],
    ['a docx cut off', buildDocx(p('正文'.repeat(500))).subarray(0, 700), '报告.docx', 'FILE_DAMAGED', '损坏'],
    [
      'a docx without a document',
      buildZip([{ name: 'word/styles.xml', content: '<a/>' }]),
      '报告.docx',
      'FILE_DAMAGED',
      'document.xml',
    ],
    [
      'a zip under a password',
      buildZip([{ name: 'word/document.xml', content: 'x', encrypted: true }]),
      'a.docx',
      'FILE_ENCRYPTED',
      '密',
    ],
    ['a PDF cut off', buildPdf([pageOf(['正文'])]).subarray(0, 500), '报告.pdf', 'FILE_DAMAGED', '损坏'],
    ['an encrypted PDF', buildPdf([pageOf(['正文'])], { password: 'secret' }), '报告.pdf', 'FILE_ENCRYPTED', '密码'],
    ['a scanned PDF', buildPdf([[], []], { image: true }), '报告.pdf', 'FILE_SCANNED', 'OCR'],
  ])('refuses %s and says what to do', async (_, bytes, fileName, code, words) => {
    const error = await refusal(bytes, fileName);
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
  });

  it('reads a file without extension by its content', async () => {
    expect(await readDocument(buildDocx(p('正文')))).toMatchObject({ kind: 'docx', text: '正文' });
  });
});

describe('zip bombs', () => {
  const zeros = Buffer.alloc(60 * 1024 * 1024);

  it('refuses a part that inflates a thousandfold', async () => {
    expect((await refusal(buildDocx(`<w:p>${' '.repeat(20_000_000)}</w:p>`), 'a.docx')).code).toBe('FILE_BOMB');
  });

  it('refuses a directory that lies about its sizes', async () => {
    const bomb = buildZip([{ name: 'word/document.xml', content: zeros, declaredBytes: 1000 }]);
    expect((await refusal(bomb, 'a.docx')).code).toBe('FILE_BOMB');
  });

  it('refuses what declares more than 200 MB', async () => {
    const parts = Array.from({ length: 4 }, (_, i) => ({
      name: `word/part${i}.xml`,
      content: 'x',
      declaredBytes: 60 * 1024 * 1024,
    }));
    expect((await refusal(buildZip(parts), 'a.docx')).code).toBe('FILE_BOMB');
  });

  it('refuses more than 2,000 parts', async () => {
    const parts = Array.from({ length: 2_001 }, (_, i) => ({ name: `word/${i}`, content: '' }));
    expect((await refusal(buildZip(parts), 'a.docx')).code).toBe('FILE_BOMB');
  });

  it('refuses elements nested beyond reason', async () => {
    expect((await refusal(buildDocx('<w:p>'.repeat(5_000)), 'a.docx')).code).toBe('FILE_BOMB');
  });

  it('reads honest XML that repeats itself a hundredfold', async () => {
    const reading = await readDocument(buildDocx(p('　　建设高标准农田。').repeat(10_000)), { fileName: 'a.docx' });
    expect(reading.paragraphs).toHaveLength(10_000);
  });

  it('refuses a DOCTYPE, whatever it declares', async () => {
    const xxe = buildDocx(p('&x;'), {}, '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>');
    const error = await refusal(xxe, 'a.docx');
    expect(error.code).toBe('FILE_DAMAGED');
    expect(error.message).toContain('DOCTYPE');
  });
});
