import Excel from '@protobi/exceljs';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readDocument } from './read/read-document.ts';
import { writeOfficialDocument } from './write/write-official-document.ts';
import { workbookBuffer } from './write/write-workbook.ts';

/** Text as reports have it, with everything that formats trip over. */
const words = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '全市',
        '新增',
        '完成投资',
        '的',
        '，',
        '。',
        '５１．２',
        '万吨',
        '㐂',
        '𠮷',
        '“',
        '”',
        '—',
        '…',
        '　',
        ' ',
        '\t',
        '&',
        '<b>',
        ']]>',
        '_x0041_',
        '=',
        '-',
        "'",
        '"',
        '/',
        '%',
      ),
      fc.integer().map(String),
    ),
    { minLength: 1, maxLength: 40 },
  )
  .map((parts) => parts.join(''));

describe('whatever the words', () => {
  it('a text file is read as it was written, in each encoding and with each line end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 1 }), fc.constantFrom('\n', '\r\n', '\r'), async (lines, end) => {
        const text = `各位代表：今年要在发展中保障和改善民生，把工作做好。${end}${lines.join(end)}`;
        const forms = [
          Buffer.from(text),
          Buffer.from(`\ufeff${text}`),
          iconv.encode(text, 'utf-16le', { addBOM: true }),
          iconv.encode(text, 'gb18030'),
        ];
        for (const bytes of forms) expect((await readDocument(bytes, { fileName: 'a.txt' })).text).toBe(text);
      }),
    );
  });

  it('a cell is read back as the text that was put in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 30 }), async (texts) => {
        const bytes = await workbookBuffer({
          title: '表',
          sheets: [{ name: '表', columns: [{ header: '甲', width: 20 }], rows: texts.map((text) => [text]) }],
        });
        const workbook = new Excel.Workbook();
        await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
        const sheet = workbook.getWorksheet('表');
        expect(texts.map((_, index) => sheet?.getCell(index + 2, 1).value)).toEqual(texts);
      }),
      { numRuns: 30 },
    );
  });

  it('a paragraph is read back as the words that were put in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 30 }), async (texts) => {
        const blocks = texts.map((text) => ({ kind: 'paragraph' as const, runs: [{ text }] }));
        const reading = await readDocument(await writeOfficialDocument({ title: '题', blocks }), {
          fileName: 'a.docx',
        });
        expect(reading.text.split('\n').slice(-texts.length)).toEqual(texts);
      }),
      { numRuns: 30 },
    );
  });
});
