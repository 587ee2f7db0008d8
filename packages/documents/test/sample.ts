import type { BreakdownData, MeasureEntry } from '../src/index.ts';

/** A breakdown with everything that can go wrong in a cell; sentences and offices are invented. */
export function sampleBreakdown(copies = 1): BreakdownData {
  const base: BreakdownData['items'] = [
    {
      number: 1,
      section: ['一、全力扩大有效投资', '（一）抓好项目建设'],
      wording: '实施省市重点项目310个，完成投资260亿元以上，前期项目转化率达到六成。',
      targets: ['重点项目310个', '完成投资260亿元以上'],
      sponsors: ['常务副市长'],
      leads: ['市发展改革委'],
      supports: ['市财政局', '市自然资源局', '各县区人民政府'],
      due: '2026-12-31',
      quarters: [
        { quarter: 2, text: '开工率达到80%' },
        { quarter: 1, text: '开工率达到50%' },
      ],
      sources: [{ reference: 'R2026-1-S012', url: 'http://localhost:3000/s/R2026-1-S012?a=1&b=2', text: '原句' }],
    },
    {
      number: 2,
      section: ['一、全力扩大有效投资', '（二）培育特色产业'],
      wording: '=HYPERLINK("http://evil")@新增规上工业企业12家',
      targets: [],
      sponsors: [],
      leads: ['市工业和信息化局', '高新区管委会'],
      supports: [],
      due: '2026-06-15',
      quarters: [],
      sources: [{ reference: 'R2026-1-S013' }, { reference: 'R2026-1-S014' }],
    },
    {
      number: 'DB-2026-003',
      section: ['二、持续保障和改善民生'],
      wording: '改造老旧小区48个，惠及居民3000户；',
      targets: ['老旧小区48个'],
      sponsors: ['分管副市长'],
      leads: ['市住房城乡建设局'],
      supports: ['各县区人民政府'],
      due: null,
      quarters: [],
      sources: [{ reference: 'R2026-1-S015', url: 'javascript:alert(1)' }],
    },
  ];
  return {
    title: '河湟市人民政府办公室关于印发2026年《政府工作报告》重点任务分工方案的通知',
    reportTitle: '2026年政府工作报告',
    organ: '河湟市人民政府办公室',
    organMark: '河湟市人民政府办公室文件',
    documentNumber: '河政办〔2026〕1号',
    issuedOn: '2026-03-01',
    addressees: ['各县、区人民政府', '市政府各部门'],
    draftMark: '征求意见稿',
    items: Array.from({ length: copies }, () => base).flat(),
  };
}

export function sampleMeasure(change: Partial<MeasureEntry> = {}): MeasureEntry {
  return {
    part: 'targets',
    sectionPath: ['二、2026年主要预期目标'],
    indicator: '地区生产总值',
    raw: '6.5',
    value: 6.5,
    unit: '%',
    canonical: { value: 0.065, unit: '' },
    aspect: 'growth',
    direction: 'up',
    kind: 'target',
    bound: 'about',
    scope: '',
    period: '2026',
    implied: [{ field: 'period', rule: 'plan-year' }],
    sentenceText: '地区生产总值增长6.5%左右。',
    source: { reference: 'R2026-1-S008', url: 'http://localhost:3000/s/R2026-1-S008' },
    ...change,
  };
}
