import type { Decomposition } from '@luoshi/report-language/types';

/** Why the text is hardly a report that can be broken down, in words for the user; null when it can. */
export function checkReport({ sections, tasks, measures }: Decomposition): string | null {
  const has = (part: string): boolean => sections.some((section) => section.part === part);
  if (tasks.length > 0 || has('plan') || has('targets')) return null;
  if (has('review') || measures.length >= 20) {
    return '报告里没有找到工作安排部分（目标和任务），无法分解。请确认文件是完整的政府工作报告，而不是摘要或总结。';
  }
  return '这不像一份政府工作报告：没有找到工作回顾、主要目标和工作安排。请确认选对了文件。';
}
