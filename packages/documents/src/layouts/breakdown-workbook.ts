import type { CellValue, Sheet, SheetColumn, SheetRow, WorkbookContent } from '../write/workbook.ts';
import type { BreakdownData, BreakdownEntry, ReportSentence, SourceLink } from './types.ts';
import { deadline, flow, names, opensGroup, quarterLines, sectionLine } from './words.ts';

const COLUMNS: SheetColumn[] = [
  { header: '序号', width: 9, kind: 'center' },
  { header: '重点任务', width: 52 },
  { header: '量化目标', width: 24 },
  { header: '牵头领导', width: 10, kind: 'center' },
  { header: '牵头单位', width: 16 },
  { header: '配合单位', width: 22 },
  { header: '完成时限', width: 13, kind: 'center' },
  { header: '季度节点', width: 26 },
  { header: '原文出处', width: 16, kind: 'center' },
];
const SOURCE_SHEET = '原文';
const SOURCE_COLUMNS: SheetColumn[] = [
  { header: '序号', width: 8, kind: 'center' },
  { header: '所在章节', width: 30 },
  { header: '原文', width: 100 },
  { header: '处理', width: 18, kind: 'center' },
];
/** Title and header stand above the first sentence. */
const SOURCE_FIRST_ROW = 3;

/** The address of the nth sentence (from 0) on the sheet 原文, for other sheets of the same workbook. */
export function sourceSheetLink(index: number): string {
  return `#'${SOURCE_SHEET}'!C${SOURCE_FIRST_ROW + index}`;
}

/**
 * 重点任务分解表: the columns as offices print them, grouped by the report's headings, each row leading to its sentence
 * (an address, or the sentence's row on a sheet of its own when `sentences` are given).
 */
export function breakdownWorkbook(data: BreakdownData): WorkbookContent {
  const linkOf = new Map((data.sentences ?? []).map(({ reference }, index) => [reference, sourceSheetLink(index)]));
  const main: Sheet = {
    name: '任务分解',
    title: data.title,
    notes: [...headNotes(data), ...(data.notes ?? [])],
    columns: COLUMNS,
    rows: rows(data.items, linkOf),
    ...(data.draftMark ? { mark: data.draftMark } : {}),
  };
  return {
    title: data.title,
    sheets: data.sentences ? [main, sourceSheet(data.reportTitle, data.sentences, data.draftMark)] : [main],
  };
}

function headNotes(data: BreakdownData): string[] {
  const facts = [
    data.draftMark,
    data.documentNumber,
    data.organ ? `制表单位：${data.organ}` : '',
    data.issuedOn ? `日期：${data.issuedOn}` : '',
    `来源：${data.reportTitle}`,
    `共 ${data.items.length} 项`,
  ];
  return [facts.filter(Boolean).join('　　')];
}

function* rows(items: BreakdownEntry[], linkOf: Map<string, string>): Iterable<SheetRow> {
  for (const [index, item] of items.entries()) {
    if (opensGroup(item, items[index - 1])) yield { group: sectionLine(item.section) };
    yield [
      String(item.number),
      flow(item.wording),
      item.targets.map(flow).join('\n'),
      names(item.sponsors),
      names(item.leads),
      names(item.supports),
      deadline(item.due),
      quarterLines(item.quarters),
      sourceCell(item.sources, linkOf),
    ];
  }
}

/** A cell holds one link: after a merge it leads to the first sentence and names the others. */
function sourceCell(sources: SourceLink[], linkOf: Map<string, string>): CellValue {
  const [first] = sources;
  if (!first) return '';
  const text = sources.map(({ reference }) => reference).join('\n');
  const url = first.url ?? linkOf.get(first.reference);
  return url ? { text, url } : text;
}

function sourceSheet(reportTitle: string, sentences: ReportSentence[], mark: string | undefined): Sheet {
  return {
    name: SOURCE_SHEET,
    title: `${reportTitle}（逐句对照）`,
    columns: SOURCE_COLUMNS,
    rows: sentences.map(({ reference, section, text, disposition }) => [
      reference,
      sectionLine(section),
      flow(text),
      disposition,
    ]),
    filter: true,
    ...(mark ? { mark } : {}),
  };
}
