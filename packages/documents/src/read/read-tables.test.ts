import { expect, test } from 'vitest';
import { buildZip } from '../../test/zip.ts';
import { workbookBuffer } from '../write/write-workbook.ts';
import { readTables } from './read-tables.ts';

const SHEETS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** An .xlsx with one sheet of this content. */
function workbook(
  rows: string,
  more: { strings?: string; styles?: string; prolog?: string; properties?: string } = {},
) {
  return buildZip([
    {
      name: 'xl/workbook.xml',
      content: `<workbook ${SHEETS} xmlns:r="${RELATIONS}">${more.properties ?? ''}<sheets><sheet name="单位" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `${more.prolog ?? ''}<worksheet ${SHEETS}><sheetData>${rows}</sheetData></worksheet>`,
    },
    ...(more.strings ? [{ name: 'xl/sharedStrings.xml', content: `<sst ${SHEETS}>${more.strings}</sst>` }] : []),
    ...(more.styles ? [{ name: 'xl/styles.xml', content: `<styleSheet ${SHEETS}>${more.styles}</styleSheet>` }] : []),
  ]);
}
const texts = async (bytes: Uint8Array) =>
  (await readTables(bytes, { fileName: '表.xlsx' }))[0]!.rows.map((row) => row.cells.map((cell) => cell.text));

test('what the product writes is read back', async () => {
  const bytes = await workbookBuffer({
    title: '人员',
    sheets: [
      {
        name: '人员',
        title: '人员名单',
        columns: [
          { header: '姓名', width: 10 },
          { header: '排序', width: 8, kind: 'number' },
        ],
        rows: [
          ['=1+1', 3],
          ['乙', null],
        ],
      },
    ],
  });
  const [table] = await readTables(bytes, { fileName: 'a.xlsx' });
  expect(table!.name).toBe('人员');
  expect(table!.rows.map((row) => [row.number, ...row.cells.map((cell) => cell.text)])).toEqual([
    [1, '人员名单'],
    [2, '姓名', '排序'],
    [3, '=1+1', '3'],
    [4, '乙'],
  ]);
});

test('shared and rich strings, gaps, truth, long numbers and formulas', async () => {
  const strings = '<si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙</t></r><rPh><t>yi</t></rPh></si>';
  const rows =
    '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c><c r="D2" t="b"><v>1</v></c><c r="E2"><v>1.39E10</v></c></row>' +
    '<row r="5"><c r="A5"><f>SUM(1,2)</f><v>3</v></c><c r="B5" t="inlineStr"><is><t> 丁 </t></is></c></row><row r="6"/>';
  const [table] = await readTables(workbook(rows, { strings }), { fileName: 'a.xlsx' });
  expect(table!.rows).toEqual([
    {
      number: 2,
      cells: ['甲', '', '乙丙', '是', '13900000000'].map((text) => ({ text, formula: false })),
    },
    {
      number: 5,
      cells: [
        { text: '3', formula: true },
        { text: '丁', formula: false },
      ],
    },
  ]);
});

test('days are days, however the cell shows them', async () => {
  const styles =
    '<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>' +
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs>';
  const rows =
    '<row r="1"><c r="A1" s="0"><v>46083</v></c><c r="B1" s="1"><v>46083</v></c><c r="C1" s="2"><v>46083.5</v></c></row>';
  expect(await texts(workbook(rows, { styles }))).toEqual([['46083', '2026-03-02', '2026-03-02']]);
  const from1904 = workbook('<row r="1"><c r="A1" s="1"><v>44621</v></c></row>', {
    styles,
    properties: '<workbookPr date1904="1"/>',
  });
  expect(await texts(from1904)).toEqual([['2026-03-02']]);
});

test.each<[string, Uint8Array, string, string]>([
  ['nothing', new Uint8Array(), 'a.xlsx', 'FILE_EMPTY'],
  ['a text', Buffer.from('甲,乙'), 'a.xlsx', 'FILE_KIND_MISMATCH'],
  ['a csv', Buffer.from('甲,乙'), 'a.csv', 'FILE_KIND_UNKNOWN'],
  ['an .xls', Buffer.from('d0cf11e0a1b11ae100', 'hex'), 'a.xlsx', 'FILE_KIND_MISMATCH'],
  ['half a zip', workbook('<row/>').subarray(0, 300), 'a.xlsx', 'FILE_DAMAGED'],
  [
    'an entity',
    workbook('<row/>', { prolog: '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' }),
    'a.xlsx',
    'FILE_DAMAGED',
  ],
  ['a bomb', workbook(' '.repeat(20_000_000)), 'a.xlsx', 'FILE_BOMB'],
  ['too many rows', workbook('<row><c><v>1</v></c></row>'.repeat(30_001)), 'a.xlsx', 'FILE_TOO_LARGE'],
  ['too many columns', workbook(`<row>${'<c><v>1</v></c>'.repeat(101)}</row>`), 'a.xlsx', 'FILE_TOO_LARGE'],
  ['a marking', workbook('<row><c t="inlineStr"><is><t>机密★10年</t></is></c></row>'), 'a.xlsx', 'FILE_CLASSIFIED'],
])('%s is refused', async (_what, bytes, fileName, code) => {
  await expect(readTables(bytes, { fileName })).rejects.toMatchObject({ code });
});
