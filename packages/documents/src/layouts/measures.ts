import type { CellValue, SheetColumn, WorkbookContent } from '../write/workbook.ts';
import type { CsvContent } from '../write/write-csv.ts';
import type { MeasureEntry, MeasuresData } from './types.ts';
import { aspectWord, BOUNDS, flow, impliedWords, KINDS, PARTS, sectionLine } from './words.ts';

type Column = SheetColumn & { value: (row: MeasureEntry) => string | number | null };

const COLUMNS: Column[] = [
  { header: '所在部分', width: 14, kind: 'center', value: (row) => PARTS[row.part] },
  { header: '所在章节', width: 24, value: (row) => sectionLine(row.sectionPath) },
  { header: '指标', width: 24, value: (row) => flow(row.indicator) },
  { header: '范围', width: 12, value: (row) => row.scope },
  { header: '时期', width: 11, kind: 'center', value: (row) => row.period },
  { header: '性质', width: 10, kind: 'center', value: (row) => KINDS[row.kind] },
  { header: '口径', width: 12, kind: 'center', value: (row) => aspectWord(row) },
  { header: '界限', width: 9, kind: 'center', value: (row) => BOUNDS[row.bound] },
  { header: '原文数字', width: 14, value: (row) => flow(row.raw) },
  { header: '数值', width: 12, kind: 'number', value: (row) => row.value },
  { header: '单位', width: 10, kind: 'center', value: (row) => row.unit },
  { header: '折算值', width: 16, kind: 'number', value: (row) => row.canonical.value },
  { header: '折算单位', width: 10, kind: 'center', value: (row) => row.canonical.unit },
  { header: '推断的项', width: 14, value: (row) => impliedWords(row.implied) },
  { header: '原文', width: 60, value: (row) => flow(row.sentenceText) },
];
const SOURCE: SheetColumn = { header: '原文出处', width: 18, kind: 'center' };

/** All figures of a report, one a row, the sentence and its reference beside; filters on the header. */
export function measuresWorkbook(data: MeasuresData): WorkbookContent {
  return {
    title: data.title,
    sheets: [
      {
        name: '数据项',
        title: data.title,
        notes: ['“推断的项”是原文没有直接写出、由规则补上的内容。', ...(data.notes ?? [])],
        columns: [...COLUMNS, SOURCE],
        rows: sheetRows(data.rows),
        filter: true,
        ...(data.draftMark ? { mark: data.draftMark } : {}),
      },
    ],
  };
}

/** The same columns as CSV, the address of the source in a column of its own. */
export function measuresCsv(data: MeasuresData): CsvContent {
  return { header: [...COLUMNS.map(({ header }) => header), SOURCE.header, '出处链接'], rows: csvRows(data.rows) };
}

async function* sheetRows(rows: MeasuresData['rows']): AsyncIterable<CellValue[]> {
  for await (const row of rows) {
    const { reference, url } = row.source;
    yield [...COLUMNS.map(({ value }) => value(row)), url ? { text: reference, url } : reference];
  }
}

async function* csvRows(rows: MeasuresData['rows']): AsyncIterable<(string | number | null)[]> {
  for await (const row of rows) {
    yield [...COLUMNS.map(({ value }) => value(row)), row.source.reference, row.source.url ?? ''];
  }
}
