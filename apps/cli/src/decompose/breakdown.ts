import {
  type BreakdownData,
  breakdownDocument,
  breakdownWorkbook,
  type MeasureEntry,
  measuresWorkbook,
  sourceSheetLink,
  workbookBuffer,
  writeOfficialDocument,
} from '@luoshi/documents';
import type { Task } from '@luoshi/report-language/types';
import type { Analysis } from './analyse.ts';
import { oneLine, sectionPaths } from './section-paths.ts';
import { measureWords, REASON_NAMES } from './words.ts';

const NOTE = '本表由系统从报告原文提取，未经人工审核；牵头单位为系统建议，空白处原文没有写明。';

/** 重点任务分解表, 数据项 and 原文 as sheets of one workbook; every row leads to its sentence on the sheet 原文. */
export async function breakdownXlsx(analysis: Analysis): Promise<Buffer> {
  const data = breakdownData(analysis);
  const [main, source] = breakdownWorkbook({ ...data, notes: [NOTE], sentences: reportSentences(analysis) }).sheets;
  const measures = measuresWorkbook({
    title: `${data.reportTitle}数据项`,
    rows: measureEntries(analysis),
    ...(data.draftMark ? { draftMark: data.draftMark } : {}),
  }).sheets;
  return workbookBuffer({
    title: data.title,
    sheets: [...(main ? [main] : []), ...measures, ...(source ? [source] : [])],
  });
}

/** 任务分工方案 in the form of an official document; unsigned and marked as a proposal. */
export function breakdownDocx(analysis: Analysis): Promise<Buffer> {
  const data = breakdownData(analysis);
  return writeOfficialDocument(breakdownDocument({ ...data, title: `${data.reportTitle}重点任务分工方案` }));
}

function breakdownData(analysis: Analysis): BreakdownData {
  const { decomposition, city } = analysis;
  const { region, year } = decomposition.report;
  const reportTitle = `${region}${year ? `${year}年` : ''}政府工作报告`;
  const reference = sentenceReferences(analysis);
  const path = groupPaths(analysis);
  const measures = new Map(decomposition.measures.map((measure) => [measure.id, measure]));
  return {
    title: `${reportTitle}重点任务分解表`,
    reportTitle,
    draftMark: city?.city.demo ? '演示　系统提取，未经审核' : '系统提取，未经审核',
    items: decomposition.tasks.map((task, index) => ({
      number: index + 1,
      section: path(task),
      wording: oneLine(task.text),
      targets: task.measures.flatMap((id) => {
        const measure = measures.get(id);
        return measure ? [`${measure.indicator} ${measureWords(measure)}`.trim()] : [];
      }),
      sponsors: [],
      leads: task.leads.slice(0, 1).map(({ name }) => name),
      supports: [],
      due: task.due === '' ? null : task.due,
      quarters: [],
      sources: [{ reference: reference(task.sentence) }],
    })),
  };
}

/** The heading of the part itself (二、今年的工作) says nothing about an item; two levels below it group the items. */
function groupPaths({ decomposition }: Analysis): (task: Task) => string[] {
  const path = sectionPaths(decomposition.sections);
  return ({ section }) => {
    const full = path(section);
    return full.length > 1 ? full.slice(1, 3) : full;
  };
}

function sentenceReferences({ decomposition }: Analysis): (id: string) => string {
  const numbers = new Map(decomposition.sentences.map(({ id }, index) => [id, index + 1]));
  return (id) => `第${numbers.get(id) ?? '?'}句`;
}

function reportSentences(analysis: Analysis): NonNullable<BreakdownData['sentences']> {
  const { decomposition, text } = analysis;
  const path = sectionPaths(decomposition.sections);
  const reference = sentenceReferences(analysis);
  return decomposition.sentences.map(({ id, section, start, end, task, reason }) => ({
    reference: reference(id),
    section: path(section),
    text: oneLine(text.slice(start, end)),
    disposition: task ? '任务' : `非任务（${reason === '' ? '其他' : REASON_NAMES[reason]}）`,
  }));
}

function* measureEntries(analysis: Analysis): Iterable<MeasureEntry> {
  const { decomposition, text } = analysis;
  const path = sectionPaths(decomposition.sections);
  const reference = sentenceReferences(analysis);
  const parts = new Map(decomposition.sections.map(({ id, part }) => [id, part]));
  const sentences = new Map(decomposition.sentences.map((sentence) => [sentence.id, sentence]));
  const rows = new Map(decomposition.sentences.map(({ id }, index) => [id, index]));
  for (const { id: _, sentence: sentenceId, start: __, end: ___, ...measure } of decomposition.measures) {
    const sentence = sentences.get(sentenceId);
    yield {
      ...measure,
      part: parts.get(sentence?.section ?? '') ?? 'other',
      sectionPath: path(sentence?.section ?? ''),
      sentenceText: sentence ? oneLine(text.slice(sentence.start, sentence.end)) : '',
      source: { reference: reference(sentenceId), url: sourceSheetLink(rows.get(sentenceId) ?? 0) },
    };
  }
}
