import { RATE_ENDINGS, SHARE_ENDINGS } from '../lexicon/figure-words.ts';
import { type Figure, imply } from '../measures/figure.ts';

/** Verbs of change that, before a count and its noun, say what was done to the things counted: 提升40所高中办学能力. */
const OPENING = /^(?:提升|改善|扩大|拓展|壮大|增强|延长|扩展)$/;

/** Decides aspect and direction from the words before the number, the unit, and how the thing is named. */
export function readAspect(text: string, figure: Figure, from: number): void {
  const [aspect, direction] = decide(text, figure, from);
  figure.aspect = aspect;
  figure.direction = direction;
}

type Decision = readonly [Figure['aspect'], Figure['direction']];

function decide(text: string, figure: Figure, from: number): Decision {
  const { lead } = figure;
  const name = figure.indicator;
  const set = (aspect: Figure['aspect'], direction: Figure['direction'] = ''): Decision => [aspect, direction];
  if (figure.ordinal || figure.cls === 'rank') return set('rank');
  if (figure.cls === 'time' && /连续$/.test(text.slice(Math.max(from, figure.start - 2), figure.start)))
    return set('level');
  if (
    figure.unit === '位' &&
    (figure.end2 === 'from' ||
      figure.end2 === 'to' ||
      /前$/.test(text.slice(Math.max(from, figure.start - 1), figure.start)))
  )
    return set('rank');
  if (figure.cls === 'points') {
    if (!lead.change && !lead.gap) imply(figure, 'direction', 'percentage points without a verb are gained');
    return set('change', lead.change || lead.gap || 'up');
  }
  if (figure.form === 'chinese' && figure.unit === '' && figure.value === 10 && figure.cls === 'ratio')
    return set('growth', /下降|减少/.test(text.slice(figure.after, figure.after + 3)) ? 'down' : 'up');
  if (figure.unit === '' && /(?:产业|三产)(?:结构|比重|比例)/.test(name)) return set('share');
  if (figure.unit === '番') return set('growth', 'up');
  if (lead.gap && (lead.reference || (figure.cls !== 'ratio' && figure.cls !== 'times')))
    return set('change', lead.gap);
  if (lead.share || figure.unit.startsWith('/')) return set('share');
  if (figure.named === 'before' && /(?:净增|净减|增加|减少|压减|降低)$/.test(figure.opened))
    return set(figure.cls === 'ratio' ? 'growth' : 'change', /(?:增|增加)$/.test(figure.opened) ? 'up' : 'down');
  const words = text.slice(Math.max(from, figure.start - 10), figure.start);
  if (figure.cls === 'ratio' && /(?:价格|价格指数|CPI|PPI)$/.test(name) && (figure.value ?? 0) < 50 && !lead.reached)
    return set('growth', lead.change || 'up');
  if (
    figure.cls === 'ratio' &&
    !isShare(name) &&
    /^(?:的)?(?:年均|预期|经济)*(?:增长|增速|增幅)/.test(text.slice(figure.after, figure.after + 9))
  )
    return set('growth', 'up');
  const rated =
    /(?:涨幅|增速|增幅|增长率|降幅|增长目标|增速目标|增长预期目标)$/.test(name) ||
    /(?:涨幅|增速|增幅|增长率|降幅)(?:控制在|保持在|稳定在|达到|达|为|在|约|均|分别)*$/.test(words);
  if (rated && (figure.cls === 'ratio' || figure.cls === 'times')) {
    figure.indicator = name.replace(/(?:涨幅|增速|增幅|增长率|降幅|增长目标|增速目标|增长预期目标)$/, '') || name;
    return set('growth', /降幅/.test(words + name) ? 'down' : 'up');
  }
  if (figure.cls === 'ratio' && figure.grows && lead.change === '' && (lead.link || lead.bound !== ''))
    return set('growth', 'up');
  const direct = lead.change !== '' && !lead.reached && figure.end2 !== 'from';
  if (figure.cls === 'times' && (direct || !lead.link)) return set('growth', lead.change || 'up');
  if (direct && figure.cls === 'ratio' && (figure.unit !== '成' || /^(?:增长|下降)$/.test(lead.verb))) {
    if (figure.end2 === 'to') return set(isShare(name) ? 'share' : 'level');
    if (
      /(?:率|比例|占比|比重|盖度|满意度)$/.test(name) &&
      /(?:提高|提升|下降|降低|上升|增加)/.test(words) &&
      !/增长/.test(words) &&
      (figure.value ?? 0) <= 10
    )
      return set('change', lead.change);
    return set('growth', lead.change);
  }
  if (direct && figure.cls !== 'ratio' && /(?:完成|实施|推进|开展)$/.test(figure.opened) && OPENING.test(lead.verb))
    return set('level');
  if (direct && lead.net) return set('change', lead.change);
  if (direct && figure.end2 !== 'to' && !(figure.cls === 'count' && OPENING.test(lead.verb)))
    return set('change', lead.change);
  const saved = /平均减(?:时间|时限|材料|环节|跑动|次数|费用|时)$|^减(?:时间|时限|材料|环节|跑动|次数|费用|时)$/.exec(
    name,
  );
  if (saved) return set(figure.cls === 'ratio' ? 'growth' : 'change', 'down');
  if (/.增加(?:产值|收入|产量|投资|税收|面积|就业|效益|营收)$/.test(name)) return set('change', 'up');
  const led = /^(?:压减|压缩|精简|缩短|减少|降低|下调|减(?=时间|材料|环节|事项|流程|跑动))/.exec(name);
  if (led && figure.named === 'before' && !lead.link) return set(figure.cls === 'ratio' ? 'growth' : 'change', 'down');
  if (figure.cls === 'ratio' || figure.unit === '成' || figure.unit.startsWith('/')) {
    if (figure.named === 'after') return set('share');
    if (isShare(name)) return set('share');
    if (figure.cls === 'ratio' && /(?:面积|支出|产量|人口|人数|资金)$/.test(name)) return set('share');
    if (
      !isRate(name) &&
      figure.tail !== '' &&
      /^[^，。；、）的 ]/.test(text.slice(figure.after, figure.after + 1)) &&
      figure.indicator !== ''
    )
      return set('share');
    if (isRate(name)) return set('level');
    if (/^的/.test(text.slice(figure.after, figure.after + 1)) || text.charAt(figure.start - 1) === '的')
      return set('share');
    if (/覆盖/.test(name) && !isRate(name)) return set('share');
    if (figure.value === 0.5 && figure.unit === '') return set('share');
  }
  if (!lead.link && lead.change === '') imply(figure, 'aspect', 'a number without a verb of change is a level');
  return set('level');
}

/** 平均压减时间58%、材料52%: a bare second goes the way of the first, whose verb is in its name. */
export function takeUpAspect(figure: Figure, previous: Figure): void {
  const { lead } = figure;
  if (figure.cls !== 'ratio' || previous.cls !== 'ratio' || figure.aspect !== 'level' || figure.named !== 'before')
    return;
  if (previous.aspect !== 'growth' || previous.lead.change !== '' || lead.link || lead.bound !== '') return;
  if (figure.indicator.length > 4 || isRate(figure.indicator)) return;
  figure.aspect = 'growth';
  figure.direction = previous.direction;
  imply(figure, 'aspect', 'a list goes on as it began');
}

export function isShare(name: string): boolean {
  return SHARE_ENDINGS.endsAt(name, name.length, 0) > 0;
}

export function isRate(name: string): boolean {
  return RATE_ENDINGS.endsAt(name, name.length, 0) > 0;
}
