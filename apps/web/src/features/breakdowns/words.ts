import type { Decision, Disposition, DraftItem } from '@luoshi/server/modules/breakdowns/contract';
import type { Tone } from '../../shared/ui/Tag.tsx';

export const dispositionNames: Record<Disposition, string> = {
  single: '单独立项',
  split: '拆分立项',
  merged: '并入',
  none: '不立项',
  pending: '待定',
};

/** In the margin beside a sentence there is room for two characters. */
export const dispositionMarks: Record<Disposition, string> = {
  single: '立项',
  split: '拆分',
  merged: '并入',
  none: '不立',
  pending: '待定',
};

export const dispositionTones: Record<Disposition, Tone> = {
  single: 'good',
  split: 'good',
  merged: 'good',
  none: 'plain',
  pending: 'warn',
};

export const lackNames: Record<DraftItem['lacks'][number] | 'decision', string> = {
  decision: '处置待定',
  lead: '缺牵头单位',
  due: '缺完成时限',
};

/** Why the report language would not take a sentence up (Sentence.reason). */
const engineReasons: Record<string, string> = {
  heading: '标题',
  slogan: '号召性表述',
  framing: '形势、原则等总括性表述',
  closing: '结束语',
  review: '已取得的成绩',
  salutation: '称谓',
  other: '不在计划部分',
};

export function engineReason(code: string): string {
  return engineReasons[code] ?? '系统未识别出任务';
}

/** What an office usually gives as the reason; the first nine have a digit key. */
export const commonReasons = [
  '标题',
  '形势、原则等总括性表述',
  '号召性表述',
  '已取得的成绩',
  '与其他事项重复',
  '不属于本级政府职责',
  '已经完成',
  '结束语',
] as const;

/** "单独立项", "不立项（标题）", "并入第12句". */
export function dispositionSentence(decision: Decision, numberOf: (sentence: string) => number | undefined): string {
  if (decision.disposition === 'none') return `不立项（${decision.reason}）`;
  if (decision.disposition === 'merged') return `并入第${numberOf(decision.mergedInto ?? '') ?? '?'}句`;
  if (decision.disposition === 'split') return `拆分立项，${decision.items.length} 项`;
  return dispositionNames[decision.disposition];
}

/** What accepting a pending sentence does. */
export function acceptWords({ proposed }: Pick<Decision, 'proposed'>): string {
  if (proposed === 0) return '接受（不立项）';
  return proposed === 1 ? '接受' : `接受（拆成 ${proposed} 项）`;
}

/** The same on a button of a phone. */
export function shortAcceptWords({ proposed }: Pick<Decision, 'proposed'>): string {
  if (proposed === 0) return '不立项';
  return proposed === 1 ? '接受' : `拆成 ${proposed} 项`;
}
