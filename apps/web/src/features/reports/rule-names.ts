/** What supplied a field that the words do not say, by the rule's name in the report language. */
const rules: Record<string, string> = {
  'a class word is completed by what happened to it': '“总量”“规模”一类的词，由同句所说的事补全',
  'a number without a verb of change is a level': '没有“增长”“提高”等词，按水平值理解',
  'a number without bounding words is exact': '没有“左右”“以上”等词，按等于理解',
  'a red line is a lower limit': '“红线”“底线”按不低于理解',
  'a relative head is completed by what was named before': '“其中”“增速”等承接前文，指标由前文补全',
  'an owner stands before an amount that belongs to the name after it': '数量前面的地区或单位，就是它的范围',
  'figures of the plan are targets': '目标和重点工作部分的数字是目标',
  'figures of the review are results': '工作回顾部分的数字是已完成的结果',
  'named in the words before': '指标在前文中已经说出',
  'the members of a list have one number each': '并列的各项与并列的数字一一对应',
  'the numbers of a list share the bound at its end': '并列的数字共用末尾的“以上”“左右”等词',
  'the numbers of a range or list share the unit at its end': '并列或区间的数字共用末尾的单位',
  'the paragraph speaks of five years': '本段所说的是五年',
  'the plan part speaks of the plan year': '目标和重点工作部分说的是计划年度',
  'the review part speaks of the review year': '工作回顾部分说的是上一年度',
  'a class word is completed by what the things were made': '“总量”“规模”一类的词，由所办的事补全',
  'a growth target without a name is that of the gross regional product': '没有写明指标的增长目标，指地区生产总值',
  'another grade of what was named before': '与前文同一指标的另一等级',
  'percentage points without a verb are gained': '没有动词的“百分点”，按提高理解',
  'the clause before is about this organisation': '范围由前一分句所说的单位补全',
  'what was given in the words before says who gained by it': '受益对象由前文所给的事项补全',
  'the subject of the clause before completes a bare head': '分句没有主语，由前一分句的主语补全',
  'what was done in the clause before says who gained by it': '受益数量所对应的，是前一分句所做的事',
};

const byField: Record<string, string> = {
  unit: '按同一列举中其他数字的单位补全',
  indicator: '按前文的主语补全',
  aspect: '按指标和单位的通常用法判断',
  direction: '按前后词语判断',
  kind: '按所在部分判断：工作回顾部分为已完成，目标和重点工作部分为目标',
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
