/** Pure: is this a government work report that can be broken down? Decided by its form and its words, and it says by which. */
import type { Decomposition } from '@luoshi/report-language';

export interface Refusal {
  code: 'NOT_A_REPORT' | 'REPORT_WITHOUT_PLAN';
  message: string;
}

/** The longest report of a province has 40,000 characters. */
export const LONGEST = 500_000;
const HEAD = 400;
const ENOUGH = 4;

/** What speaks for a report, with the words shown to the person when it is missing. */
const SIGNS: { weight: number; what: string; holds: (text: string, found: Decomposition) => boolean }[] = [
  {
    weight: 2,
    what: '开头没有“政府工作报告”字样',
    holds: (text) => /政府工作(?:的)?报告/.test(compact(text.slice(0, HEAD))),
  },
  { weight: 1, what: '没有“各位代表”的称谓', holds: (text) => compact(text).includes('各位代表') },
  {
    weight: 1,
    what: '没有“代表政府……报告工作”一类的话',
    holds: (text) => /代表[^。]{0,20}政府[^。]{0,30}(?:报告|审议)/.test(compact(text)),
  },
  { weight: 1, what: '没有工作回顾部分', holds: (_, found) => hasPart(found, 'review') },
  { weight: 1, what: '没有预期目标部分', holds: (_, found) => hasPart(found, 'targets') },
  { weight: 1, what: '没有工作安排部分', holds: (_, found) => hasPart(found, 'plan') },
  {
    weight: 1,
    what: '没有地区生产总值、固定资产投资等常用指标',
    holds: (text) => INDICATORS.filter((words) => text.includes(words)).length >= 2,
  },
];
const INDICATORS = [
  '生产总值',
  '固定资产投资',
  '一般公共预算',
  '规上工业',
  '规模以上工业',
  '人均可支配收入',
  '社会消费品零售',
  '城镇新增就业',
];
/** Other papers quote the report: their own name stands at their head. */
const OTHER_PAPER =
  /关于[^。，]{2,60}的(?:通知|决定|意见|批复|函|请示|决议)|任务分(?:解|工)(?:方案|表)|图解|一图读懂|解读/;

/** Judged before anything is read out of it: null when it is no longer than a report can be. */
export function judgeLength(text: string): Refusal | null {
  if (text.length <= LONGEST) return null;
  const length = Math.round(text.length / 10_000);
  return {
    code: 'NOT_A_REPORT',
    message: `这份文件有 ${length} 万字，不像一份政府工作报告（最长不过几万字），没有保存任何内容。请只上传报告正文，不要连同附件或汇编一起上传。`,
  };
}

/** null when it is a report with something to break down. */
export function judgeReport(text: string, found: Decomposition): Refusal | null {
  const missing = SIGNS.filter((sign) => !sign.holds(text, found));
  const weight = SIGNS.reduce((sum, sign) => sum + (missing.includes(sign) ? 0 : sign.weight), 0);
  const other = OTHER_PAPER.exec(compact(text.slice(0, HEAD)));
  if (weight - (other ? 2 : 0) < ENOUGH) {
    const why = [...(other ? [`开头写的是“${other[0]}”`] : []), ...missing.map((sign) => sign.what)].join('；');
    const message = `这份文件不像政府工作报告：${why}。没有保存任何内容。请确认选对了文件；如果是报告摘登，请补上标题“政府工作报告”再上传。`;
    return { code: 'NOT_A_REPORT', message };
  }
  const parts = new Map(found.sections.map((section) => [section.id, section.part]));
  const promises = found.sentences.some((s) => s.task && ['targets', 'plan'].includes(parts.get(s.section) ?? ''));
  if (promises) return null;
  return {
    code: 'REPORT_WITHOUT_PLAN',
    message:
      '这份报告里没有找到预期目标和工作安排部分，无从分解，没有保存任何内容。请确认文件完整：应包含“主要预期目标”“重点工作”之类的章节。',
  };
}

const compact = (text: string): string => text.replace(/\s+/g, '');

function hasPart(found: Decomposition, part: string): boolean {
  return found.sections.some((section) => section.part === part);
}
