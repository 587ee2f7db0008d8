import type { Part } from '../types.ts';

/** The parts of a report, and one more that is not published: the goals of the five years ahead (“十五五”). */
export type InnerPart = Part | 'outlook';

const NOTES =
  /^(?:名词解释|注释|名词注释|附件|附录|附：|附表|相关报道|相关链接|相关附件|责任编辑|编辑[:：]|扫一扫|（?来源[:：]|打印本页|关闭窗口|（?责编|审核[:：])/;
const REVIEW =
  /回顾|主要(?:成绩|成就|成效|工作成效)|^(?:一年来|五年来|[一二三四五]年来的)|发展(?:成就|成绩)|取得的(?:成绩|成就)|过去(?:一年|五年)|工作总结|工作完成情况|工作情况/;
const OUTLOOK = /“十[四五六七八]五”.{0,12}(?:目标|任务|考虑|思路|举措|规划|蓝图|发展)|(?:今后|未来)五年/;
const TARGETS = /^(?:20[0-9]{2}年|今年)?(?:经济社会发展)?的?(?:总体|主要预期|主要|预期|发展|工作)目标$/;
const PLAN =
  /重点(?:工作|任务)|工作(?:安排|部署|思路|打算|建议|重点|任务|要求)|主要任务|政府自身|自身建设|政府建设|(?:20[0-9]{2}年|今年).{0,24}(?:目标|总体要求)|建设.{0,14}政府|今年(?:的)?工作|民生实事|(?:20[0-9]{2}年|今年).{0,12}(?:任务|举措|工作)/;

/** Notes, appendices and page chrome behind the report. */
export function isNotes(title: string): boolean {
  return NOTES.test(title);
}

/** What a heading says its section is about, in the order of its words: one part, two (十四五回顾和十五五目标), or none. */
export function partsOfTitle(title: string, planYear: number | null): InnerPart[] {
  if (isNotes(title)) return ['other'];
  // The report's own title names no part of it.
  if (title.endsWith('工作报告')) return [];
  if (TARGETS.test(title)) return ['targets'];
  const review = REVIEW.exec(title);
  const behind = review ? title.slice(0, review.index + review[0].length) : '';
  const ahead = title.slice(behind.length);
  const parts: InnerPart[] = review ? ['review'] : [];
  const outlook = OUTLOOK.exec(ahead);
  const plan = PLAN.exec(outlook ? ahead.replace(/“十[四五六七]五”时期.*?任务/, '') : ahead);
  const year = /(20[0-9]{2})年/.exec(ahead);
  const dated = year !== null || ahead.includes('今年');
  const past = year !== null && planYear !== null && Number(year[1]) < planYear;
  // 2024年主要工作, said in 2025, looks back without saying so.
  if (past && parts.length === 0 && /工作|成效|发展/.test(ahead)) parts.push('review');
  if (outlook) parts.push('outlook');
  // “十五五”重点任务 is about the five years; only a year of its own makes it this year's plan.
  if (plan && !past && (!outlook || dated)) parts.push('plan');
  return parts;
}

/** Where, in a section about two parts, the second begins. */
export function beginsPart(part: InnerPart, paragraph: string, planYear: number | null): boolean {
  const head = paragraph.slice(0, 60);
  if (part === 'outlook') return /“十[五六七]五”|(?:今后|未来)五年/.test(head);
  if (part === 'plan') {
    if (/预期目标[是为：]|今年(?:是|要|将|的|我们|全省|全市|政府|经济|工作|，)|做好今年/.test(paragraph.slice(0, 200)))
      return true;
    return planYear !== null && new RegExp(`^${planYear}年`).test(head);
  }
  return false;
}

const RESULT =
  /同比|全年|累计|连续[一二三四五六七八九十0-9]+年|荣获|获评|入选|获批|跻身|首次|历史性|居全[省国市]|位居|全部完成|圆满(?:完成|举办)|建成(?:投|运|通)|超额完成|完成率|达(?:到)?[0-9]|增长[0-9.]+%(?!左右|以上)|成功|显著|持续(?:向好|改善|提升|增强)|[0-9一-龥]了/g;
const PROMISE =
  /确保|力争|计划|将[一-龥]|年内|争取|努力|不断|[0-9%家个项人户](?:以上|左右)|(?:^|[，。；])(?:深入|全面|大力|加快|积极|持续|扎实)?(?:实施|推进|推动|加强|强化|深化|开展|建立|健全|完善|加快|支持|培育|打造|落实|提升|优化|构建|抓好|做好|用好)/g;

/** Whether the words state results or promise work. Positive: promises. Reads at most the first 6,000 characters. */
export function promiseScore(text: string): number {
  const sample = text.length > 6000 ? text.slice(0, 6000) : text;
  const results = sample.match(RESULT)?.length ?? 0;
  const promises = sample.match(PROMISE)?.length ?? 0;
  return promises - results * 1.2;
}
