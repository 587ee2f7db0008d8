import type { Measure } from './contract.ts';

/** Pure: a figure as a phrase of 量化目标, "新建高标准农田3.6万亩", "规上工业增加值增长8%以上". Words it cannot know it leaves out. */
export function measurePhrase(
  measure: Pick<Measure, 'indicator' | 'raw' | 'unit' | 'aspect' | 'direction' | 'bound' | 'scope' | 'value'>,
): string {
  // A target without a digit (与经济增长同步, Ⅲ类以上) is its own phrase.
  if (measure.value === null) return `${measure.scope}${measure.indicator}${measure.raw}${measure.unit}`;
  const amount = `${measure.raw}${measure.unit}${BOUND[measure.bound]}`;
  return `${measure.scope}${measure.indicator}${verb(measure.aspect, measure.direction)}${amount}`;
}

const BOUND = { eq: '', about: '左右', min: '以上', max: '以内' } as const;

function verb(aspect: Measure['aspect'], direction: Measure['direction']): string {
  const down = direction === 'down';
  switch (aspect) {
    case 'growth':
      return down ? '下降' : '增长';
    case 'change':
      return down ? '减少' : '增加';
    case 'share':
      return '占比';
    default:
      return '';
  }
}
