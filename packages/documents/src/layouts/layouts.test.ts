import Excel from '@protobi/exceljs';
import { expect, it } from 'vitest';
import { sampleBreakdown, sampleMeasure } from '../../test/sample.ts';
import { readDocument } from '../read/read-document.ts';
import { csvBuffer } from '../write/write-csv.ts';
import { writeOfficialDocument } from '../write/write-official-document.ts';
import { workbookBuffer } from '../write/write-workbook.ts';
import { breakdownDocument } from './breakdown-document.ts';
import { breakdownWorkbook } from './breakdown-workbook.ts';
import { measuresCsv, measuresWorkbook } from './measures.ts';

async function reopen(content: Parameters<typeof workbookBuffer>[0]): Promise<Excel.Workbook> {
  const workbook = new Excel.Workbook();
  await workbook.xlsx.load((await workbookBuffer(content)) as unknown as ArrayBuffer);
  return workbook;
}

function texts(sheet: Excel.Worksheet | undefined, row: number): string[] {
  return Array.from({ length: sheet?.columnCount ?? 0 }, (_, index) => sheet?.getCell(row, index + 1).text ?? '');
}

it('breaks down in the columns that offices print, a heading row where the section changes', async () => {
  const sheet = (await reopen(breakdownWorkbook(sampleBreakdown()))).getWorksheet('任务分解');
  expect(texts(sheet, 3)).toEqual([
    '序号',
    '重点任务',
    '量化目标',
    '牵头领导',
    '牵头单位',
    '配合单位',
    '完成时限',
    '季度节点',
    '原文出处',
  ]);
  expect(texts(sheet, 2)[0]).toContain('征求意见稿');
  expect(texts(sheet, 2)[0]).toContain('共 3 项');
  expect(texts(sheet, 4)[0]).toBe('一、全力扩大有效投资　（一）抓好项目建设');
  expect(texts(sheet, 5)).toEqual([
    '1',
    '实施省市重点项目310个，完成投资260亿元以上，前期项目转化率达到六成。',
    '重点项目310个\n完成投资260亿元以上',
    '常务副市长',
    '市发展改革委',
    '市财政局、市自然资源局、各县区人民政府',
    '2026年12月底',
    '一季度：开工率达到50%\n二季度：开工率达到80%',
    'R2026-1-S012',
  ]);
  expect(sheet?.getCell('I5').hyperlink).toBe('http://localhost:3000/s/R2026-1-S012?a=1&b=2');
  expect(texts(sheet, 7)[6]).toBe('2026年6月15日');
  expect(texts(sheet, 7)[8]).toBe('R2026-1-S013\nR2026-1-S014');
  expect(sheet?.getCell('I9').hyperlink).toBeUndefined();
});

it('runs the words of the report on where the paper broke them', async () => {
  const data = sampleBreakdown();
  const [first] = data.items;
  const item = {
    ...first!,
    wording: '　　新建农村公路\r\n85公里，发展 green\n power，增长6\n5%；',
    targets: ['农村公路\n85公里'],
  };
  const sheet = (await reopen(breakdownWorkbook({ ...data, items: [item] }))).getWorksheet('任务分解');
  expect(texts(sheet, 5).slice(1, 3)).toEqual(['新建农村公路85公里，发展 green power，增长65%；', '农村公路85公里']);
  const { text } = await readDocument(await writeOfficialDocument(breakdownDocument({ ...data, items: [item] })), {
    fileName: 'a.docx',
  });
  expect(text).toContain('1. 新建农村公路85公里，发展 green power，增长65%。（');
});

it('leads to a sheet with the sentences where there is no address', async () => {
  const sentences = ['R2026-1-S012', 'R2026-1-S013'].map((reference) => ({
    reference,
    section: ['一、工业'],
    text: `句子${reference}`,
    disposition: '单独立项',
  }));
  const workbook = await reopen(breakdownWorkbook({ ...sampleBreakdown(), sentences }));
  const link = workbook.getWorksheet('任务分解')?.getCell('I7').hyperlink;
  expect(link).toBe("#'原文'!C4");
  expect(workbook.getWorksheet('原文')?.getCell('C4').text).toBe('句子R2026-1-S013');
});

it('writes the task division as a document: headings counted afresh, items counted through, duties in brackets', async () => {
  const { text } = await readDocument(await writeOfficialDocument(breakdownDocument(sampleBreakdown())), {
    fileName: 'a.docx',
  });
  const lines = text.split('\n');
  expect(lines.filter((line) => /^(?:[一二三]、|（[一二三]）)/u.test(line))).toEqual([
    '一、全力扩大有效投资',
    '（一）抓好项目建设',
    '（二）培育特色产业',
    '二、持续保障和改善民生',
  ]);
  expect(lines).toContain(
    '1. 实施省市重点项目310个，完成投资260亿元以上，前期项目转化率达到六成。（牵头领导：常务副市长；牵头单位：市发展改革委；配合单位：市财政局、市自然资源局、各县区人民政府；完成时限：2026年12月底；季度节点：一季度：开工率达到50%；二季度：开工率达到80%）〔出处：R2026-1-S012〕',
  );
  expect(text).toContain('3. 改造老旧小区48个，惠及居民3000户。（');
});

it('lists figures with what they mean, what was implied, and their source, in Excel and in CSV alike', async () => {
  const rows = [
    sampleMeasure(),
    sampleMeasure({
      raw: '-3',
      value: -3,
      indicator: '=cmd',
      bound: 'max',
      aspect: 'level',
      direction: '',
      kind: 'result',
    }),
  ];
  const sheet = (await reopen(measuresWorkbook({ title: '数据项', rows }))).getWorksheet('数据项');
  const header = texts(sheet, 3);
  const row = Object.fromEntries(header.map((name, index) => [name, sheet?.getCell(4, index + 1)]));
  expect(row.指标?.text).toBe('地区生产总值');
  expect(row.口径?.text).toBe('增速（上升）');
  expect(row.界限?.text).toBe('约');
  expect(row.性质?.text).toBe('目标');
  expect(row.数值?.value).toBe(6.5);
  expect(row.推断的项?.text).toBe('时期');
  expect(row.原文出处?.hyperlink).toBe('http://localhost:3000/s/R2026-1-S008');
  expect(sheet?.autoFilter).toBeTruthy();
  const csv = (await csvBuffer(measuresCsv({ title: '数据项', rows }))).toString();
  const [head, first, second] = csv.slice(1).split('\r\n');
  expect(head?.split(',')).toEqual([...header, '出处链接']);
  expect(first).toContain('地区生产总值');
  expect(second).toContain("'=cmd");
  expect(second).toContain("'-3,-3,");
});
