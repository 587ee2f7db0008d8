/** What supplied a field that the words do not say, by the rule's name in the report language. */
const rules: Record<string, string> = {};

const byField: Record<string, string> = {
  unit: '按同一列举中其他数字的单位补全',
  indicator: '按前文的主语补全',
  aspect: '按指标和单位的通常用法判断',
  direction: '按前后词语判断',
  kind: '按所在部分判断：回顾部分为已完成，目标和重点工作部分为目标',
  bound: '没有“左右”“以上”等词，按等于理解',
  scope: '按本句或本段所说的地区、单位补全',
  period: '按报告年度补全',
};

export const fieldNames: Record<string, string> = {
  unit: '单位',
  indicator: '指标',
  aspect: '口径',
  direction: '方向',
  kind: '性质',
  bound: '界限',
  scope: '范围',
  period: '时期',
};

/** The rule in words. A rule that has no name of its own yet is told by what such rules do for the field. */
export function ruleName(field: string, rule: string): string {
  return rules[rule] ?? byField[field] ?? '按上下文推断';
}
