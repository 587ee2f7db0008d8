import type { Sentence } from '@luoshi/report-language/types';
import type { Analysis } from './analyse.ts';
import { oneLine, sectionPaths } from './section-paths.ts';
import { cut, pad } from './terminal-width.ts';
import { measureWords, PART_NAMES, REASON_NAMES } from './words.ts';

const FIRST = 10;

/** What a person wants to see first: what it is, how much of it, whether the counts add up, the first rows. */
export function summary(analysis: Analysis, fileName: string): string {
  const { decomposition, text, sha256, city } = analysis;
  const { report } = decomposition;
  const lines = [
    `${report.title || fileName}`,
    '',
    `  文件    ${fileName}（${text.length} 字，SHA-256 ${sha256.slice(0, 16)}…）`,
    `  地区    ${report.region || '未识别'}${city ? `（数据包 ${city.city.code} ${city.city.name}${city.city.demo ? '，演示' : ''}）` : ''}`,
    `  年份    ${report.year ?? '未识别，可用 --year 指定'}`,
    '',
    ...counts(analysis),
    '',
    ...firstTasks(analysis),
    '',
    ...firstMeasures(analysis),
    '',
    '完整结果：--json；导出：--xlsx 分解表.xlsx、--docx 任务分工方案.docx。',
    '',
  ];
  return lines.map((line) => line.replace(/\p{Cc}/gu, '')).join('\n');
}

function counts({ decomposition }: Analysis): string[] {
  const { sections, sentences, measures, tasks, unread } = decomposition;
  const part = new Map(sections.map((section) => [section.id, section.part]));
  const planned = sentences.filter((sentence) => ['targets', 'plan'].includes(part.get(sentence.section) ?? ''));
  const withTask = new Set(tasks.map((task) => task.sentence));
  const own = planned.filter((sentence) => sentence.task || withTask.has(sentence.id));
  const rest = planned.filter((sentence) => !own.includes(sentence));
  const results = measures.filter((measure) => measure.kind === 'result').length;
  const parts = (Object.keys(PART_NAMES) as (keyof typeof PART_NAMES)[])
    .map(
      (name) => [PART_NAMES[name], sentences.filter((sentence) => part.get(sentence.section) === name).length] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`);
  return [
    `  章节    ${sections.length}`,
    `  句子    ${sentences.length}（${parts.join('，')}）`,
    `  对账    目标和安排部分 ${planned.length} 句 = 任务句 ${own.length} + 非任务句 ${rest.length}${reasons(rest)}`,
    `  任务    ${tasks.length}，其中写明时限 ${tasks.filter((task) => task.due !== '').length}，已有牵头建议 ${tasks.filter((task) => task.leads.length > 0).length}`,
    `  数据项  ${measures.length}（已完成 ${results}，目标 ${measures.length - results}）`,
    ...(unread.length > 0 ? [`  未读懂  ${unread.length} 处，详见 --json 的 unread`] : []),
  ];
}

function reasons(rest: Sentence[]): string {
  const tally = new Map<string, number>();
  for (const { reason } of rest) {
    const name = reason === '' ? '其他' : REASON_NAMES[reason];
    tally.set(name, (tally.get(name) ?? 0) + 1);
  }
  return tally.size === 0 ? '' : `（${[...tally].map(([name, count]) => `${name} ${count}`).join('，')}）`;
}

function firstTasks({ decomposition }: Analysis): string[] {
  const { tasks } = decomposition;
  const rows = tasks.slice(0, FIRST).map((task, index) => {
    const lead = task.leads[0]?.name ?? '—';
    return `  ${pad(String(index + 1), 4)}${pad(cut(oneLine(task.text), 60), 62)}${pad(cut(lead, 22), 24)}${task.due || '—'}`;
  });
  return [
    `前 ${rows.length} 项任务（共 ${tasks.length} 项）`,
    `  ${pad('序号', 4)}${pad('任务', 62)}${pad('建议牵头', 24)}时限`,
    ...rows,
  ];
}

function firstMeasures({ decomposition }: Analysis): string[] {
  const { measures, sections, sentences } = decomposition;
  const sectionOf = new Map(sentences.map((sentence) => [sentence.id, sentence.section]));
  const path = sectionPaths(sections);
  const rows = measures.slice(0, FIRST).map((measure, index) => {
    const where = path(sectionOf.get(measure.sentence) ?? '')[0] ?? '';
    const kind = measure.kind === 'target' ? '目标' : '已完成';
    return `  ${pad(String(index + 1), 4)}${pad(cut(measure.indicator || '—', 32), 34)}${pad(cut(measureWords(measure), 26), 28)}${pad(kind, 8)}${pad(measure.period || '—', 11)}${cut(where, 30)}`;
  });
  return [
    `前 ${rows.length} 个数据项（共 ${measures.length} 个）`,
    `  ${pad('序号', 4)}${pad('指标', 34)}${pad('数值', 28)}${pad('性质', 8)}${pad('时期', 11)}章节`,
    ...rows,
  ];
}
