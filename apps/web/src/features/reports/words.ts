import type { Measure, Report } from '@luoshi/server/modules/reports/contract';

/** What the codes of a report are called on the screen. */
export const partNames = { review: '工作回顾', targets: '主要预期目标', plan: '重点工作', other: '其他' } as const;
export const aspectNames = { level: '水平值', growth: '增速', change: '变动量', share: '占比', rank: '位次' } as const;
export const boundNames = { eq: '等于', about: '约', min: '不低于', max: '不高于' } as const;
export const kindNames = { result: '已完成', target: '目标' } as const;
export const directionNames = { up: '上升', down: '下降', '': '' } as const;

/** 2026年《政府工作报告》（修改稿） */
export function reportName(report: Pick<Report, 'year' | 'title' | 'versionLabel'>): string {
  const year = report.title.includes(String(report.year)) ? '' : `${report.year}年`;
  return `${year}${report.title}${report.versionLabel ? `（${report.versionLabel}）` : ''}`;
}

/** "8.6万亩", "Ⅲ类", "与经济增长同步": the figure as the report writes it. */
export function figureAsWritten(measure: Pick<Measure, 'raw' | 'unit' | 'value'>): string {
  return measure.value === null ? measure.raw : `${measure.raw}${measure.unit}`;
}
