import type { Measure, NotTaskReason, Part } from '@luoshi/report-language/types';

export const PART_NAMES: Record<Part, string> = {
  review: '工作回顾',
  targets: '主要预期目标',
  plan: '重点工作',
  other: '其他',
};

export const REASON_NAMES: Record<NotTaskReason, string> = {
  heading: '标题',
  slogan: '号召',
  framing: '形势、原则',
  closing: '结束语',
  review: '已取得的成绩',
  salutation: '称呼',
  other: '其他',
};

/** 不低于 51.2万吨, 增长 6.5%左右 */
export function measureWords({ raw, unit, bound, aspect, direction }: Measure): string {
  const change = direction === '' || aspect === 'level' ? '' : direction === 'up' ? '增 ' : '降 ';
  const around = { eq: '', about: '左右', min: '', max: '' }[bound];
  const limit = { eq: '', about: '', min: '≥ ', max: '≤ ' }[bound];
  return `${change}${limit}${raw.replace(/\s+/gu, '')}${unit}${around}`;
}
