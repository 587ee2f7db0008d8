import { PassThrough } from 'node:stream';
import Excel from '@protobi/exceljs';
import { describe, expect, it } from 'vitest';
import { openArchive } from '../read/archive.ts';
import type { Sheet } from './workbook.ts';
import { workbookBuffer, writeWorkbook } from './write-workbook.ts';

async function reopen(bytes: Buffer): Promise<Excel.Workbook> {
  const workbook = new Excel.Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  return workbook;
}

const COLUMNS: Sheet['columns'] = [
  { header: '序号', width: 8, kind: 'center' },
  { header: '重点任务', width: 20 },
  { header: '数值', width: 10, kind: 'number' },
];

describe('writeWorkbook', () => {
  it('prints as offices do: title over all columns, header frozen and on every page, A4 across, fitted to the width', async () => {
    const bytes = await workbookBuffer({
      title: '表',
      sheets: [
        {
          name: '任务',
          title: '任务分解表',
          notes: ['说明'],
          mark: 'A&B',
          columns: COLUMNS,
          rows: [{ group: '一、工业' }, ['1', '甲', 2]],
        },
      ],
    });
    const sheet = (await reopen(bytes)).getWorksheet('任务');
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 3 });
    expect(sheet?.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '3:3',
    });
    expect(sheet?.headerFooter.oddHeader).toContain('A&&B');
    expect(sheet?.getCell('A1').value).toBe('任务分解表');
    expect(sheet?.getCell('C1').master.address).toBe('A1');
    expect(sheet?.getCell('C4').master.address).toBe('A4');
    expect(sheet?.getCell('B3').border?.bottom?.style).toBe('thin');
    expect(sheet?.getCell('A1').font.name).toBe('方正小标宋简体');
    expect(sheet?.getCell('B5').font.name).toBe('仿宋_GB2312');
    expect(sheet?.getCell('B5').alignment.wrapText).toBe(true);
    expect(sheet?.getCell('C5').value).toBe(2);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠A', '=HYPERLINK("http://x")'])(
    'keeps %j text, now and after an edit',
    async (text) => {
      const bytes = await workbookBuffer({
        title: '表',
        sheets: [{ name: '表', columns: COLUMNS, rows: [['1', text, null]] }],
      });
      const cell = (await reopen(bytes)).getWorksheet('表')?.getCell('B2');
      expect(cell?.type).toBe(Excel.ValueType.String);
      expect(cell?.text.trim()).toBe(text.trim());
      expect(cell?.numFmt).toBe('@');
      expect(await sheetXml(bytes)).not.toContain('<f>');
    },
  );

  it('links to the web and into the workbook, and to nothing else', async () => {
    const link = (url: string) => ['', { text: '出处', url }, null];
    const urls = ['https://a.example/s?a=1&b=2', "#'原文'!C5", 'javascript:alert(1)', 'file:///etc/passwd'];
    const bytes = await workbookBuffer({
      title: '表',
      sheets: [{ name: '表', columns: COLUMNS, rows: urls.map(link) }],
    });
    const sheet = (await reopen(bytes)).getWorksheet('表');
    expect([2, 3, 4, 5].map((row) => sheet?.getCell(row, 2).hyperlink)).toEqual([
      urls[0],
      urls[1],
      undefined,
      undefined,
    ]);
    expect([2, 3, 4, 5].map((row) => sheet?.getCell(row, 2).text)).toEqual(['出处', '出处', '出处', '出处']);
  });

  it('makes rows as high as their text', async () => {
    const rows = [
      ['1', '短', null],
      ['2', '长'.repeat(200), null],
      ['3', '一\n二\n三', null],
    ];
    const sheet = (
      await reopen(await workbookBuffer({ title: '表', sheets: [{ name: '表', columns: COLUMNS, rows }] }))
    ).getWorksheet('表');
    const [short = 0, long = 0, lines = 0] = [2, 3, 4].map((row) => sheet?.getRow(row).height);
    expect(lines).toBeGreaterThan(short * 1.8);
    expect(long).toBeGreaterThan(lines * 3);
  });

  it('mends sheet names that Excel refuses', async () => {
    const sheet = { columns: COLUMNS, rows: [] };
    const bytes = await workbookBuffer({
      title: '表',
      sheets: [
        { ...sheet, name: 'a/b:c[1]' },
        { ...sheet, name: '长'.repeat(40) },
        { ...sheet, name: '长'.repeat(40) },
      ],
    });
    const names = (await reopen(bytes)).worksheets.map(({ name }) => name);
    expect(names[0]).toBe('a b c 1');
    expect(names.every((name) => name.length <= 31)).toBe(true);
    expect(new Set(names).size).toBe(3);
  });

  it('takes rows from a cursor, and rejects when the cursor fails', async () => {
    async function* rows(fail: boolean) {
      for (let i = 1; i <= 500; i++) yield [String(i), '任务', i];
      if (fail) throw new Error('cursor lost');
    }
    const bytes = await workbookBuffer({ title: '表', sheets: [{ name: '表', columns: COLUMNS, rows: rows(false) }] });
    expect((await reopen(bytes)).getWorksheet('表')?.rowCount).toBe(501);
    const failing = writeWorkbook(new PassThrough().resume(), {
      title: '表',
      sheets: [{ name: '表', columns: COLUMNS, rows: rows(true) }],
    });
    await expect(failing).rejects.toThrow('cursor lost');
  });

  it('rejects when the reader leaves', async () => {
    const target = new PassThrough();
    function* rows() {
      for (let i = 0; i < 100_000; i++) {
        if (i === 1_000) target.destroy();
        yield [String(i), '任务', i];
      }
    }
    await expect(
      writeWorkbook(target, { title: '表', sheets: [{ name: '表', columns: COLUMNS, rows: rows() }] }),
    ).rejects.toThrow();
  });
});

async function sheetXml(bytes: Buffer): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of (await (await openArchive(bytes)).open('xl/worksheets/sheet1.xml')) ?? [])
    chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
