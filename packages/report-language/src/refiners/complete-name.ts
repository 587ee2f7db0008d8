import type { Clause, Reading } from '../measures/figure.ts';
import { imply } from '../measures/figure.ts';
import { type Name, nameAfter, predicateAfter } from './name.ts';
import { isRelative } from './topic.ts';

/** Class words that do not say which things are counted. */
const GENERIC =
  /^(?:重点|重大|合作|省级|市级|县级)?(?:项目|工程|企业|城市|县|品牌|产品|人员|地方|单位|县区|市州|品种|学科|学校|院校|医院|机构|案例|人|家|作品|文艺作品|地区|区|村|市|个|经济体|国家|部门|居民|小区|市县|干部|地方和单位|国家和地区|省份|省区市|省区|村庄|家庭|组织|集群|平台|政策|举措|措施|政策举措|政策措施)$/;
const PLACE = /(?:国家|地区|省份|省区市|省区|国家和地区|县市区|建制镇|行政村|市州)$/;
/** What an amount before a name may belong to: an enterprise, a place, not a stretch of time or a stage. */
const AREA = /^[一-龥—]{2,14}(?:片区|园区|景区|流域|城区|港区|开发区|试验区|综保区|高新区|经开区|新区|上游|下游|沿线)$/;
const OWNER = /^[一-龥A-Z（）—]{2,14}$/;
const NOT_OWNER =
  /^(?:省内|市内|县内|境内|全域)|^全球|年内|就|年产|^(?:首期|首批|一期|二期|全年|总|年产|每|其中|全国|全省|全市|最大|建成|形成)|(?:和|个|最大|全国|首个|首座|首台)$/;
/** What happened to them says which they are. */
const CHOSEN = /^(?:入选|获|通过|进入|享受|达到|列入|被|成为|跻身|晋升|参加|参与|用上|住进)/;
/** 18个集群入选国家级特色产业集群: the title says which things they are. */
const HONOUR =
  /^(?:入选|跻身|获评|获批|获得|列入|纳入|被评为|被认定为|认定为|命名为|创成|成为|获)(?:为)?(?:首批|第[一二三四五六七八九十]批|新一批)?([一-龥“”（）]+)$/;
/** Progress says nothing of which things they are. */
const PROGRESS =
  /^(?:建成|开工|投产|落地|完工|竣工|加快|推进|实施|启动|签约|复工|达产|投用|有序|进展|稳步|建设|投运|推动|完成|超额|高质量)/;

/** The name after the number, completed where it is only a class word: 金山云智算中心等|项目, 主板上市|企业. */
export function completeName(
  reading: Reading,
  clause: Clause,
  i: number,
  before: Name,
  after: { name: string; end: number },
): void {
  const { text } = reading;
  const figure = clause.figures[i]!;
  const { lead } = figure;
  figure.indicator = after.name;
  // 3乡大电网延伸工程: a count of places is of the places named before it.
  if (/^[县乡镇村市区州]$/.test(figure.unit) && before.full !== '') figure.scope = before.full;
  figure.opened = before.opened;
  const limit = clause.figures[i + 1]?.start ?? clause.end;
  if (figure.cls === 'ratio') {
    const whole = text
      .slice(Math.max(lead.from, lead.nameEnd - 12), lead.nameEnd)
      .replace(/(?:全省|全市|全国|全县|全区|了)$/, '');
    if (/覆盖$/.test(whole)) {
      const subject = before.name || clause.figures[i - 1]?.indicator || '';
      figure.indicator = (whole.length > 4 ? whole.replace(/^.*[、，]/, '') : subject + whole.slice(-2)) + after.name;
    } else if (before.name !== '') figure.indicator = before.name + after.name;
    else figure.indicator = after.name + predicateAfter(text, after.end, limit).slice(0, 16);
    return;
  }
  const head = before.name.split('、').at(-1)!;
  if (isRelative(head) && text.charAt(figure.after) === '的') {
    const rest = text.charAt(after.end) === '、' ? nameAfter(text, after.end + 1, limit).name : '';
    figure.indicator = (rest || after.name) + head;
    return;
  }
  if (/(?:督察|巡视|审计|督查|考核|评估|检查)$/.test(before.name) && before.name.length <= 14) {
    figure.indicator = before.name + after.name;
    return;
  }
  const honour = figure.cls === 'count' ? (HONOUR.exec(predicateAfter(text, after.end, limit))?.[1] ?? '') : '';
  if (honour.length > after.name.length && honour.length <= 20 && honour.endsWith(after.name)) {
    figure.indicator = honour;
    imply(figure, 'indicator', 'a class word is completed by what the things were made');
    return;
  }
  if (
    GENERIC.test(after.name) ||
    (after.name.length === 3 &&
      figure.cls === 'count' &&
      (CHOSEN.test(text.slice(after.end, after.end + 2)) || /[为给帮]/.test(text.charAt(figure.start - 1)))) ||
    (after.name.length === 2 && figure.cls !== 'amount' && /^[一-龥]{2}$/.test(after.name))
  ) {
    const listed = text.charAt(lead.nameEnd - 1) === '等';
    const first = listed ? before.name.split('、')[0]! : '';
    const verb = /(?:引进|招引|签约|落地|储备|谋划)$/.exec(before.opened);
    if (first !== '' && verb) {
      figure.indicator = verb[0] + after.name;
      return;
    }
    if (first !== '' && /^(?:项目|工程)$/.test(after.name)) {
      figure.indicator = `${first}等${after.name}`;
      return;
    }
    if (/(?:政策|举措|措施)$/.test(after.name) && before.name !== '' && !listed) {
      figure.indicator = before.name + after.name;
      return;
    }
    if (PLACE.test(after.name) && before.name !== '' && !listed) {
      figure.whole = before.name;
      figure.indicator = before.name + after.name;
      return;
    }
    const predicate = predicateAfter(text, after.end, limit).slice(0, 18);
    if (predicate.length >= 2 && !(PROGRESS.test(predicate) && predicate.length <= 5)) {
      figure.indicator = predicate + after.name;
      imply(figure, 'indicator', 'a class word is completed by what happened to it');
      return;
    }
    if (before.name !== '' && before.name.length <= 12 && !listed) figure.indicator = before.name + after.name;
    return;
  }
  if (
    after.name.length <= 2 &&
    before.name !== '' &&
    before.name.length <= 8 &&
    text.charAt(lead.nameEnd - 1) !== '等'
  ) {
    figure.indicator = before.name + after.name;
    return;
  }
  if (
    figure.cls === 'amount' &&
    /(?:输送|外送|输出|供应|调入|提供)$/.test(before.name + before.opened) &&
    before.name !== ''
  ) {
    figure.indicator = before.name + after.name;
    return;
  }
  if (figure.scope === '' && before.opened === '' && AREA.test(before.name)) {
    figure.scope = before.name;
    return;
  }
  const owner = before.name.split(/[、和]/).at(-1)!;
  if (figure.cls === 'amount' && figure.scope === '' && OWNER.test(owner) && !NOT_OWNER.test(owner)) {
    figure.scope = owner;
    imply(figure, 'scope', 'an owner stands before an amount that belongs to the name after it');
  }
}
