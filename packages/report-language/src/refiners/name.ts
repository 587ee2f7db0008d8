import { BARE_HEADS, KEEP, MIDDLES, OPENERS, STOPS } from '../lexicon/figure-words.ts';
import type { Reading } from '../measures/figure.ts';
import { findNear, isBreak, isDash, isDigit } from '../parsers/characters.ts';
import { regionAt } from './scope.ts';

/** A name found in the words, and what was taken off before it. */
export interface Name {
  name: string;
  /** Verbs and adverbs taken off the front, as written: 完成, 新建. */
  opened: string;
  /** Region or regions at the front. */
  scope: string;
  start: number;
  /** The words after verbs and adverbs, regions included. */
  full: string;
}

const WINDOW = 60;
const YEAR =
  /(?:(?:19|20)\d\d年?[—-])?[到至]?(?:19|20)\d\d年(?:[末底初来]|以来|内)?|[一二三四五六七八九十]{1,3}是(?=[一-龥]{2})|(?:[一二三四]|前[二两三])季度末?(?:之?前)?|[上下]半年末?(?:之?前)?|(?:年|月|季)[底末](?:之?前)?|全年|\d{1,2}月(?:份|底|末|[上中下]旬)?(?:之?前)?|(?:今年|明年)?年底(?:之?前)?|“十[二三四五]五”(?:时期|期间|以来|末)?(?:的)?|(?:比|较)(?:上年|去年)/y;
const LEADING_MARK = new Set([...'、，； 　和及与（）)”]：:|—-']);
const NOUN_TAIL =
  /^(?:率|量|额|项目|工程|面积|规模|企业|基地|机构|资金|费|库|任务|行动|区|县|村|户|人|人数|人口|居民|群众|事项|数|指数|标准|里程|能力|力度)$/;

/** An enterprise or a place of work by the end of its name: 金川集团, 西安咸阳国际机场. */
export const ORGANISATION =
  /^(?!新|全国|国家|各|首)[^和、的与及，。等“（\d]{2,10}?(?:集团|总部|国际机场|机场|数据中心集群|科技城|科学城|都市圈|先导区|集聚区|经济区|经济带(?!动)|标注基地|工业园区|创新港|综保区|自贸试验区|高新区|经开区)(?!公司|化|建设|内|域)/;

/** Those whose doings the next clauses tell; a belt or a zone is only a place. */
export const ENTERPRISE =
  /^(?!新|全国|国家|各|首)[^和、的与及，。等“（\d]{2,10}?(?:集团|总部|国际机场|数据中心集群)(?!公司|化|建设)/;

/** Openers that say nothing of the thing measured; others may be part of a short name: 转化|成果. */
const NEUTRAL =
  /^(?:完成|实现|建成|新建|达到|达|累计|全年|全省|全市|全县|全国|年内|今年|共|有|为|对|向|给|让|使|将|从|由|继续|持续|仍然|在|并|又|再|还|也|已|仍|都|均|各|各类|各级|各项|各种|力争|确保|继续|重点|其中|同时|首次|计划|预计|争取|累计建成|累计完成|年均|平均|目前|首批|新增|持续|稳步|成功|顺利|扎实|全面|大力|有效|进一步|加快|推动|推进|实施|培育|打造|拥有|包括)$/;
const TRAILING =
  /(?:从|由|(?:(?:19|20)\d\d年)?以来|每月多了|每月|每年|每人|多了|人均|户均|分别|共|(?<![签节预合集条契履特])约|近|总|累计|各|均|都|已|的|、|，|：|:|“|（|等| )$/;

/** The name that stands before a number, in `[from, to)`: verbs, adverbs, years and regions taken off the front. */
export function nameBefore(text: string, from: number, to: number, area: Pick<Reading, 'regions' | 'facts'>): Name {
  let start = Math.max(from, to - WINDOW);
  let end = to;
  const openers: number[] = [];
  let scope = '';
  let area0 = -1;
  // 和3所…: the number after a conjunction has its own name after it.
  if (/[和及与、]/.test(text.charAt(end - 1)) && !/(?:惠|普|涉|兼|波)及$/.test(text.slice(end - 2, end)))
    return { name: '', opened: '', scope: '', start: end, full: '' };
  for (let m = TRAILING.exec(text.slice(start, end)); m && end > start; m = TRAILING.exec(text.slice(start, end)))
    end -= m[0].length;
  if (text.charAt(end) === '”') end++;
  for (let steps = 0; steps < 24 && start < end; steps++) {
    const s = text.charAt(start);
    if (LEADING_MARK.has(s) && !((s === '和' || s === '与' || s === '及') && KEEP.startsAt(text, start, end) > 1)) {
      if (s === '（') {
        const close = findNear(text, '）', start, 40);
        if (close < 0 || close >= end) break;
        start = close;
      }
      start++;
      continue;
    }
    const keep = KEEP.startsAt(text, start, end);
    const open = OPENERS.startsAt(text, start, end);
    YEAR.lastIndex = start;
    if (YEAR.test(text) && YEAR.lastIndex <= end && YEAR.lastIndex - start > open) {
      start = YEAR.lastIndex;
      continue;
    }
    if (open > keep) {
      openers.push(start);
      start += open;
      continue;
    }
    if (keep === 0 && scope === '') {
      const organisation = ORGANISATION.exec(text.slice(start, Math.min(end, start + 16)));
      if (organisation && start + organisation[0].length + 2 <= end) {
        scope = organisation[0];
        area0 = start;
        start += scope.length;
        continue;
      }
      const region = regionAt(text, start, end, area.regions, area.facts);
      // 潜江、松滋等10个县市: a region in a list of other names is one of them, not where they are.
      if (region && region.end < end && text.charAt(region.end) === '、') break;
      if (region && region.end <= end) {
        scope = region.own ? '' : region.name;
        area0 = start;
        start = region.end;
        if (text.charAt(start) === '的') start++;
        continue;
      }
    }
    break;
  }
  const opened = openers.length === 0 ? '' : text.slice(openers[0]!, area0 >= 0 ? area0 : start);
  const full = text.slice(area0 >= 0 ? area0 : start, end);
  if (start >= end) {
    const last = openers.at(-1);
    // Every word was a verb: the last of several names the thing all the same (发放|各类|补助).
    if (
      last !== undefined &&
      openers.length > 1 &&
      end - last >= 2 &&
      /^(?:补助|奖励|资助|服务|救助|治理|整治|修复|改造|搬迁|安置|保护|培训|补贴|销售|出口|投放|输出|转化|建设|投入|投资|供应|储备|收购)$/.test(
        text.slice(last, end),
      )
    )
      return { name: text.slice(last, end), opened: text.slice(openers[0]!, last), scope, start: last, full };
    return { name: '', opened, scope, start, full };
  }
  while (start < end - 2 && text.charAt(start) === '的') start++;
  const named = trim(text, start, end, ACTS.test(opened));
  const last = openers.at(-1);
  if (
    named.start === start &&
    named.name.length <= 2 &&
    last !== undefined &&
    scope === '' &&
    !/^(?:资金|项目|投资|产值|产能|收入)$/.test(named.name)
  ) {
    const verb = text.slice(last, start);
    if (verb === '新' || (verb.length === 2 && !NEUTRAL.test(verb)))
      return { name: verb + named.name, opened: text.slice(openers[0]!, last), scope, start: last, full };
  }
  // A、B等C: a place before A is not where C is.
  if (named.listed || (named.name.includes('、') && !/[、和]/.test(scope) && area0 >= 0 && !LIST_HEAD.test(named.name)))
    scope = '';
  return { ...named, opened, scope, full };
}

/** A list whose last member carries a shared indicator is about the region before it; a list of names is not. */
const LIST_HEAD = /(?:率|量|额|值|收入|支出|投资|价格|指数|面积|案件|贸易|消费|比|占比|比重|数)$/;
const LISTED = /^(.*(?<![高中初平均同上下特优劣对一二三四]))等(?!级|比例|额|候|同)(.{3,})$/;

/** Verbs that as often name an activity: 改造|安置住房, 签约|服务. */
const ACTIVITY =
  /^(?:签约|改造|修复|救助|处置|整改|销售|供应|更新|认定|资助|培育|清理|援助|配备|治理|受理|开工|关停|淘汰|腾退)$/;
/** Deeds that a short object names well enough: 文物普查|新发现文物, 热线|受理诉求. */
const DEED = /^(?:新发现|新设|新设立|受理|兑现|促成|查处|引进)$/;
/** A verb before the words: what follows is its object, in which verbs are part of names. */
const ACTS = /(?:开工|实施|推进|改造|建设|新建|完成|启动|建成|打造|谋划|储备|提速|续建|加快|开展)$/;

/** 人形机器人、人工智能等产业营收: without the list nobody knows which industries. */
const CLASS_HEAD = /^(?:新兴|重点|优势|特色|支柱|主导)?(?:产业|行业|领域)(?!园|链|集群|基地|基金|项目)./;

/** Cuts a subject and its verb off the front of a name: 劳动者追回|工资; joins the subject to a bare head. */
function trim(
  text: string,
  from: number,
  to: number,
  object: boolean,
): { name: string; start: number; listed?: boolean } {
  let start = from;
  const whole = text.slice(start, to);
  const listed = LISTED.exec(whole);
  if (
    listed &&
    !(whole.length <= 26 && CLASS_HEAD.test(listed[2]!)) &&
    !insideQuote(text, start, to - listed[2]!.length)
  )
    return { name: listed[2]!, start: to - listed[2]!.length, listed: true };
  for (let i = to - 2; i >= start + 2; i--) {
    const length = MIDDLES.endsAt(text, i, start + 1);
    if (length === 0) continue;
    const tail = text.slice(i, to);
    if (text.charAt(i) === '）') continue;
    // 从备案到开工的平均时限, 签约服务覆盖率, 开工|城中村改造安置住房: the verb belongs to the name.
    if (
      tail.startsWith('的') ||
      (tail.startsWith('安置') && text.startsWith('改造', i - length)) ||
      (ACTIVITY.test(text.slice(i - length, i)) && (object || /率$/.test(tail)))
    )
      break;
    if (tail.length <= 2 && /^(?:拉动|带动|撬动|追回)$/.test(text.slice(i - length, i)))
      return { name: text.slice(i - length, to), start: i - length };
    if (tail.length === 2 && i - length >= start + 3 && DEED.test(text.slice(i - length, i)))
      return { name: text.slice(i - length, to), start: i - length };
    if (
      (tail.length <= 2 && !BARE_HEADS.has(tail)) ||
      /^[率量额度数]/.test(tail) ||
      NOUN_TAIL.test(tail) ||
      /^.{1,3}(?:率|度|指数)$/.test(tail) ||
      insideQuote(text, start, i) ||
      KEEP.startsAt(text, i - length, to) > length
    )
      break;
    const verb = text.slice(i - length, i);
    const head = text.slice(start, i - length);
    if (BARE_HEADS.has(tail) || (verb === '实现' && tail.length <= 6)) return { name: joinHead(head, tail), start };
    start = i;
    break;
  }
  if (start === from) return { name: whole, start };
  for (let n = 0; n < 4; n++) {
    const open = OPENERS.startsAt(text, start, to);
    if (open === 0 || KEEP.startsAt(text, start, to) >= open || start + open >= to) break;
    start += open;
  }
  return { name: text.slice(start, to), start };
}

function joinHead(head: string, tail: string): string {
  const subject = head.replace(/(?:全年|共|累计|已|预计|年内|力争|计划|年|还|将|新|的)$/, '');
  const items = subject.split(/[，、]/);
  if (items.length > 1 && items.every((item) => item.length <= 5)) return subject + tail;
  const last = items.at(-1) ?? subject;
  return last.length >= 2 ? last + tail : tail;
}

function insideQuote(text: string, from: number, at: number): boolean {
  const open = text.slice(from, at).lastIndexOf('“') + from;
  return open >= from && findNear(text, '”', open, 80) >= at;
}

const MAX_AFTER = 30;
/** Words that end in a character which alone would end a name. */
const INSIDE_WORD = new Set(
  '以上市 线上线 纵向 横向 意向 面向 取向 转让 出让 礼让 稳增长 碳达 收获 捕获 抓获 人均 户均 平均 年均 地均 首都 成都 古都 国都 高超 发达 到达 通达 传达 应对 针对 相对 面对 核对 方向 走向 导向 定向 存在 现在 所在 内在 潜在 基因 原因 成因 高等 中等 初等 上等 同等 均等 平等 特等 一等 二等 三等 自由 理由 名将 干将 比对 校对 结对 配对 绝对 风向 双向 转向 对等 优等 次等 缘由 事由 外向 内向 志向'.split(
    ' ',
  ),
);

/** The name that follows a number's unit, from `at`; ends before verbs, punctuation, the next number. */
export function nameAfter(text: string, at: number, to: number, amount = false): { name: string; end: number } {
  let i = at;
  const limit = Math.min(to, at + MAX_AFTER);
  if (text.charAt(i) === '的') i++;
  const start = i;
  while (i < limit) {
    const s = text.charAt(i);
    const c = text.charCodeAt(i);
    if (s === '“' || s === '《' || s === '（') {
      const close = findNear(text, s === '“' ? '”' : s === '《' ? '》' : '）', i, 40);
      if (close < 0 || close >= to || close - i > 24) break;
      i = close + 1;
      continue;
    }
    if (s === '、') {
      if (/[级型类]/.test(text.charAt(i - 1)) && i - start <= 4) {
        i++;
        continue;
      }
      // 市政道路、公园等公共服务设施: the class after 等 names what is counted.
      const listed = /^[^，。；：\d]{1,18}?等(?!级)([^，。；：、\d])/.exec(text.slice(i, Math.min(to, i + 24)));
      if (!listed) break;
      const at = i + listed[0].length - 1;
      const rest = nameAfter(text, at, to);
      return rest.name.length >= 2 && !/^(?:项目|工程|企业|建设)/.test(rest.name) && !amount
        ? rest
        : { name: text.slice(start, i), end: i };
    }
    if (isBreak(c) || s === '”' || (s === '的' && text.charAt(i + 1) === '“' && i - start > 2)) break;
    if (isDash(c) && isDigit(text.charCodeAt(i + 1))) break;
    if (
      (s === '和' || s === '及' || s === '与' || s === '以') &&
      conjunctionEnds(text, i, to, amount && i - start >= 4)
    )
      break;
    const stop = STOPS.startsAt(text, i, to);
    if (
      stop > 0 &&
      KEEP.startsAt(text, i, to) < stop &&
      !insideWord(text, start, i, stop) &&
      !leadsToNoun(text, start, i, stop, to)
    ) {
      if (i === start && KEEP.startsAt(text, i, to) === 0) break;
      if (i > start) break;
    }
    i++;
  }
  let end = i;
  while (
    end > start &&
    /[的和及与、近约超达共逾]/.test(text.charAt(end - 1)) &&
    !/(?:惠及|普及|新近|附近|节约|集约|发达)$/.test(text.slice(start, end))
  )
    end--;
  return { name: text.slice(start, end), end };
}

/** What follows 服务 where it is part of a name: 服务机构, 服务中心. */
const SERVICE_NOUN =
  /^(?:机构|中心|设施|平台|站|点|体系|网|人员|圈|能力|业|项目|质量|消费|贸易|区|企业|队|综合|车|热线|事项|对象|工作|示范|场景|大厅|床位|室|员|团|标准|功能|供给|收入|率|量|机器|、|，|和|及|。)/;

/** 人均, 碳达峰, 监测对象: the word that would end the name is part of another. */
function insideWord(text: string, start: number, i: number, stop: number): boolean {
  if (stop === 2 && text.startsWith('服务', i)) return i - start < 4 || SERVICE_NOUN.test(text.slice(i + 2, i + 4));
  if (stop === 1 && text.charAt(i) === '对' && /[象口外接标]/.test(text.charAt(i + 1))) return true;
  return (
    i > start &&
    (INSIDE_WORD.has(text.slice(i - 1, i + stop)) || (stop === 1 && INSIDE_WORD.has(text.slice(i - 1, i + 1))))
  );
}

const NOUN_END =
  /^[^，。；：、“”（）\d]{0,7}?(?:项目|工程|企业|重点县|方案|试点|事项|机构|人员|学校|产能|工作|平台)(?=[，。；：、和及）]|$|建设|全|加快|顺利)/;

/** 新|投产|项目, 粮食产能|提升|重点县: a verb that a noun follows is part of the name. */
function leadsToNoun(text: string, start: number, i: number, stop: number, to: number): boolean {
  if (i === start && stop > 1) return false;
  if (i - start === 1 && /[新拟已在续待]/.test(text.charAt(start))) return true;
  if (
    stop === 1 ||
    !/^(?:提升|改造提升|投产|竣工|建成|开工|运行|创建|提高|增长|落地|签约|达标|转型|提质|改造)$/.test(
      text.slice(i, i + stop),
    )
  )
    return false;
  return NOUN_END.test(text.slice(i + stop, Math.min(to, i + stop + 16)));
}

/** A conjunction ends the name when another counted thing or a verb follows: 4个港口和3个机场. */
function conjunctionEnds(text: string, at: number, to: number, always: boolean): boolean {
  if (KEEP.startsAt(text, at, to) > 1) return false;
  const s = text.charAt(at);
  if (always && s !== '以') return true;
  if (s === '以') return false;
  if (s === '与') return false;
  const next = text.charCodeAt(at + 1);
  return isDigit(next);
}

/** What happens to the things counted: the words after their name up to the end of the clause. */
export function predicateAfter(text: string, at: number, to: number): string {
  let i = at;
  const limit = Math.min(to, at + 26);
  while (i < limit) {
    const s = text.charAt(i);
    if (s === '“' || s === '《') {
      const close = findNear(text, s === '“' ? '”' : '》', i, 40);
      if (close < 0 || close >= to) break;
      i = close + 1;
      continue;
    }
    const c = text.charCodeAt(i);
    if (isBreak(c) || s === '、' || s === '（') break;
    i++;
  }
  return text
    .slice(at, i)
    .replace(/^(?:因|由|被|已|均|都|全部|全面|相继|陆续|分别|成功|顺利|先后|提前|圆满|如期|按期|以|凭|正|并)+/, '')
    .replace(/(?:等|和|并|及|超过|达到|超|达|约|近|突破)+$/, '');
}
