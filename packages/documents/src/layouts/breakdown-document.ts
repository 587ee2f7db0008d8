import type { Block, OfficialDocument, Run, TableColumn, TableRow } from '../write/official/content.ts';
import type { BreakdownData, BreakdownEntry } from './types.ts';
import { bareHeading, chineseOrdinal, deadline, flow, names, opensGroup, quarterLines, sectionLine } from './words.ts';

/** `paragraphs`: every item in the text. `table`: a short text, the items in an annexed table across the page. */
export type BreakdownForm = 'paragraphs' | 'table';

/** 任务分工方案 in the form of an official document, for `writeOfficialDocument`. */
export function breakdownDocument(data: BreakdownData, form: BreakdownForm = 'paragraphs'): OfficialDocument {
  const { organ, organMark, documentNumber, issuedOn, addressees, draftMark, title } = data;
  return {
    title,
    ...(organMark ? { organMark } : {}),
    ...(documentNumber ? { documentNumber } : {}),
    ...(addressees?.length ? { addressees } : {}),
    ...(draftMark ? { draftMark } : {}),
    ...(organ ? { signature: organ } : {}),
    ...(issuedOn ? { date: issuedOn } : {}),
    blocks: [introduction(data, form), ...(form === 'paragraphs' ? paragraphs(data.items) : []), ...notes(data)],
    ...(form === 'table'
      ? { annexes: [{ title: `${data.reportTitle}重点任务分工表`, landscape: true, blocks: [table(data.items)] }] }
      : {}),
  };
}

function introduction({ reportTitle, items }: BreakdownData, form: BreakdownForm): Block {
  const named = /^《.*》$/u.test(reportTitle) ? reportTitle : `《${reportTitle}》`;
  const where = form === 'table' ? '（见附件）' : '';
  return {
    kind: 'paragraph',
    runs: [
      { text: `根据${named}，现将重点任务分解为${items.length}项，分工如下${where}${form === 'table' ? '。' : '：'}` },
    ],
  };
}

function notes({ notes: lines = [] }: BreakdownData): Block[] {
  return lines.map((text) => ({ kind: 'paragraph', runs: [{ text }] }));
}

/** Headings counted afresh (一、（一）), items counted through, since the report's own ordinals may be missing or repeated. */
function paragraphs(items: BreakdownEntry[]): Block[] {
  const blocks: Block[] = [];
  let first = 0;
  let second = 0;
  items.forEach((item, index) => {
    const before = items[index - 1];
    const [outer, ...inner] = item.section;
    if (outer !== undefined && outer !== before?.section[0]) {
      second = 0;
      blocks.push({ kind: 'heading', level: 1, text: `${chineseOrdinal(++first)}、${bareHeading(outer)}` });
    }
    if (inner.length > 0 && opensGroup(item, before)) {
      blocks.push({
        kind: 'heading',
        level: 2,
        text: `（${chineseOrdinal(++second)}）${inner.map(bareHeading).join('　')}`,
      });
    }
    blocks.push({ kind: 'paragraph', runs: itemRuns(item, index + 1) });
  });
  return blocks;
}

function itemRuns(item: BreakdownEntry, ordinal: number): Run[] {
  const quarters = quarterLines(item.quarters).replaceAll('\n', '；');
  const facts: [string, string][] = [
    ['牵头领导', names(item.sponsors)],
    ['牵头单位', names(item.leads)],
    ['配合单位', names(item.supports)],
    ['完成时限', deadline(item.due)],
    ['季度节点', quarters],
    ['编号', typeof item.number === 'string' ? item.number : ''],
  ];
  const duty = facts
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}：${value}`)
    .join('；');
  const sources = item.sources.flatMap(({ reference, url }, index): Run[] => [
    ...(index > 0 ? [{ text: '、' }] : []),
    url ? { text: reference, url } : { text: reference },
  ]);
  const words = flow(item.wording);
  const wording = /[。！？]$/u.test(words) ? words : `${words.replace(/[；，、;,]$/u, '')}。`;
  return [
    { text: `${ordinal}. ${wording}` },
    ...(duty === '' ? [] : [{ text: `（${duty}）`, font: 'subheading' as const }]),
    ...(sources.length === 0 ? [] : [{ text: '〔出处：' }, ...sources, { text: '〕' }]),
  ];
}

const COLUMNS: TableColumn[] = [
  { header: '序号', weight: 5, align: 'center' },
  { header: '重点任务', weight: 27 },
  { header: '量化目标', weight: 13 },
  { header: '牵头领导', weight: 7, align: 'center' },
  { header: '牵头单位', weight: 10 },
  { header: '配合单位', weight: 13 },
  { header: '完成时限', weight: 9, align: 'center' },
  { header: '季度节点', weight: 14 },
  { header: '原文出处', weight: 9, align: 'center' },
];

function table(items: BreakdownEntry[]): Block {
  const rows: TableRow[] = [];
  items.forEach((item, index) => {
    if (opensGroup(item, items[index - 1])) rows.push({ group: sectionLine(item.section) });
    const text = (value: string): Run[] => [{ text: value }];
    const sources = item.sources.map(({ reference, url }, at): Run => {
      const shown = at > 0 ? `\n${reference}` : reference;
      return url ? { text: shown, url } : { text: shown };
    });
    rows.push([
      text(String(item.number)),
      text(flow(item.wording)),
      text(item.targets.map(flow).join('\n')),
      text(names(item.sponsors)),
      text(names(item.leads)),
      text(names(item.supports)),
      text(deadline(item.due)),
      text(quarterLines(item.quarters)),
      sources,
    ]);
  });
  return { kind: 'table', columns: COLUMNS, rows };
}
