import type { BreakdownEntry, MeasureEntry, QuarterEntry } from './types.ts';

const QUARTERS = { 1: '一季度', 2: '二季度', 3: '三季度', 4: '四季度' } as const;

/** Words of the report as running text: the line ends of the paper or the file are no part of them. */
export function flow(text: string): string {
  return text
    .replace(/([A-Za-z])\s*[\r\n]+\s*(?=[A-Za-z])/gu, '$1 ')
    .replace(/\s*[\r\n]+\s*/gu, '')
    .trim();
}

/** 2026-12-31 -> 2026年12月底; month ends are how deadlines are spoken of. */
export function deadline(due: string | null): string {
  if (!due) return '';
  const [year, month, day] = due.split('-').map(Number);
  if (!year || !month || !day) return due;
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day === lastDay ? `${year}年${month}月底` : `${year}年${month}月${day}日`;
}

/** One line a quarter. */
export function quarterLines(quarters: QuarterEntry[]): string {
  return [...quarters]
    .sort((a, b) => a.quarter - b.quarter)
    .map(({ quarter, text }) => `${QUARTERS[quarter]}：${text}`)
    .join('\n');
}

/** Names in the order given, as offices list them. */
export function names(list: string[]): string {
  return list.join('、');
}

/** The headings above an item as one line. */
export function sectionLine(section: string[]): string {
  return section.map(flow).join('　');
}

/** A new group opens where the headings change. */
export function opensGroup(item: BreakdownEntry, before: BreakdownEntry | undefined): boolean {
  return item.section.length > 0 && item.section.join('\n') !== before?.section.join('\n');
}

const ORDINAL =
  /^\s*(?:第?[一二三四五六七八九十百]+(?:[、.．是要]|章|节)|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.．、]|[●○■◆])\s*/u;

/** A heading without the report's ordinal and full stop; the document counts by itself. */
export function bareHeading(heading: string): string {
  const line = flow(heading);
  const bare = line
    .replace(ORDINAL, '')
    .replace(/[。．:：；;，,]$/u, '')
    .trim();
  return bare === '' ? line : bare;
}

/** The same words as on the page (apps/web/src/features/reports/words.ts): one word for one thing. */
export const PARTS = { review: '工作回顾', targets: '主要预期目标', plan: '重点工作', other: '其他' } as const;
export const KINDS = { result: '已完成', target: '目标' } as const;
export const BOUNDS = { eq: '等于', about: '约', min: '不低于', max: '不高于' } as const;

/** What kind of figure it is, with its direction: 增速（上升） */
export function aspectWord({ aspect, direction }: Pick<MeasureEntry, 'aspect' | 'direction'>): string {
  const word = { level: '水平值', growth: '增速', change: '变动量', share: '占比', rank: '位次' }[aspect];
  return direction === '' ? word : `${word}（${direction === 'up' ? '上升' : '下降'}）`;
}

const FIELDS: Record<string, string> = {
  unit: '单位',
  indicator: '指标',
  aspect: '口径',
  direction: '方向',
  kind: '性质',
  bound: '界限',
  scope: '范围',
  period: '时期',
};

/** Names the fields that the words do not say: 时期、范围 */
export function impliedWords(implied: MeasureEntry['implied']): string {
  return names([...new Set(implied.map(({ field }) => FIELDS[field] ?? field))]);
}

const ONES = '零一二三四五六七八九';

/** 1 -> 一, 12 -> 十二, 20 -> 二十; up to 99. */
export function chineseOrdinal(value: number): string {
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  if (value < 10) return ONES[value] ?? String(value);
  if (value > 99) return String(value);
  return `${tens > 1 ? ONES[tens] : ''}十${ones > 0 ? ONES[ones] : ''}`;
}
