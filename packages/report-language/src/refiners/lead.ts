import { LEADS } from '../lexicon/figure-words.ts';
import { type Figure, type Lead, NO_LEAD } from '../measures/figure.ts';

/** 完成 ends in 成, 推进 in 进: a word before the number must not be cut out of a longer one. */
const WHOLE =
  /(?:人均|户均|亩均|签约|节约|集约|预约|合约|契约|条约|制约|履约|晋升|直升|建成|办成|完成|形成|合成|组成|创成|集成|建设|成为|作为|命名为|认定为|通达|发达|抵达|受到|得到|找到|办到|做到|现在|所在|存在|关在|发改|批准在|水平|公平|太平|和平|安全|健全|齐全|均衡|平均|首都|成都|古都|国都|规划|计划|旅客)$/;

const COMPOUND = /(?:改造|整治|提质|提标|巩固|治理|完善|修缮)(?:提升|扩容|扩建|延长|升级)$/;

/** 占全省, 占地区生产总值比重: what the number is a part of. */
const SHARE = /占[^占，、比有]{0,24}(?:的?(?:比重|比例))?$/;
const NOT_SHARE = /(?:抢|侵|霸|强)占|占(?:地|用|领|道|补)/;
const COMPARE =
  /(?:比(?![重例值率])|较|与|同)(?:上年|去年|前年|上一年|“?十[二三四五]五”?(?:时期)?末?的?|[12]\d{3}年[末底初]?(?:的)?|[^，、]{0,8}(?:末|年|年前|期|初|底)(?:的)?)(?:相比)?$/;
const GAP =
  /(?:高于|低于|高出|快于|超|超过|优于|超出|慢于|多于|少于)(?:“十[二三四五]五”时期|“十[二三四五]五”|全国|全省|全市|国家|省定|年度|上年|去年|目标|预期|计划|同期|规定|标准|西部|地区|国标|城镇|城市|农村|[^，、和]{2,14}(?:标准|水平|平均|均值|目标|计划|增速|要求|平均数|平均值))[^，、]{0,8}$/;

/** 为年初预算的103%, 完成年度任务的105%: the number is a part of what was planned. */
const PLAN = /(?:为|是|相当于|完成|达到|占|完成了)?(?:年初|年度|全年|调整)(?:预算|计划|目标|任务|目标任务)数?的$/;
/** 是“十三五”时期的1.4倍 */
const MULTIPLE = /(?:是|为|相当于)[^，。；、是为]{2,14}的$/;
const STEADY = /^(?:稳定|总体稳定|保持|维持|稳定保持)/;

/** 居全国第, 跃居中西部第, 前: what stands before the number of a place. */
const PLACE =
  /(?:位次|稳居|位居|跃居|仍居|居于|居|位列|名列|列|排名|排|提升至|提升到|进至|升至|跃升至|上升到)?在?(?:(?:全国|全省|全市|全区|全县|全州|世界|全球|国内|省内|市内|内地|中西部|西部|中部|东部|中国西部|同类)[^，。；、的第]{0,6})?[第前]$/;

/** Reads the words before the number backwards from `at` to `from`. */
export function readLead(text: string, figure: Figure, from: number): Lead {
  const lead: Lead = { ...NO_LEAD, from, nameEnd: figure.start };
  let at = figure.start;
  if (figure.ordinal) {
    const m = PLACE.exec(text.slice(Math.max(from, at - 16), at));
    lead.nameEnd = m ? at - m[0].length : at - 1;
    lead.link = true;
    at = lead.nameEnd;
  }
  if (figure.unit === '番' && text.charAt(at - 1) === '翻') {
    at--;
    lead.change = 'up';
  }
  for (let steps = 0; steps < 10 && at > from; steps++) {
    const s = text.charCodeAt(at - 1);
    if (s === 0x20 || s === 0x5d) {
      at--;
      continue;
    }
    const words = text.slice(Math.max(from, at - 28), at);
    const compare = COMPARE.exec(words);
    if (compare) {
      at -= compare[0].length;
      continue;
    }
    const since = /(由|从)?(?:19|20)\d\d年[底末]?的?$/.exec(words);
    if (since) {
      at -= since[0].length;
      lead.source ||= since[1] !== undefined;
      continue;
    }
    const multiple = figure.cls === 'times' && at === figure.start ? MULTIPLE.exec(words) : null;
    if (multiple) {
      at -= multiple[0].length;
      lead.link = true;
      continue;
    }
    const plan = PLAN.exec(words);
    if (plan) {
      at -= plan[0].length;
      lead.share = true;
      continue;
    }
    const running = /(?:连续[一二两三四五六七八九十\d]{1,3}(?:年|个月|个季度|个年度)|(?<![\d十])[\d五三]年)$/.exec(
      words,
    );
    if (running) {
      at -= running[0].length;
      continue;
    }
    const gap = lead.gap || lead.change ? null : GAP.exec(words);
    if (gap && (figure.cls === 'points' || figure.cls === 'amount' || figure.cls === 'ratio')) {
      lead.gap = /^[低慢少]/.test(gap[0]) ? 'down' : 'up';
      lead.reference = true;
      at -= gap[0].length;
      continue;
    }
    const found = LEADS.endsAt(text, at, from);
    // 总量和增速分别居全省第4位、第2位: what is placed, no verb.
    if (
      found &&
      figure.ordinal &&
      /[和、与及]/.test(text.charAt(at - found.word.length - 1)) &&
      (found.value === 'up' || found.value === 'down')
    )
      break;
    if (found) {
      if (found.word.length <= 2 && WHOLE.test(text.slice(Math.max(from, at - 3), at))) {
        if (found.word !== '平均' && found.word !== '完成') break;
      }
      // 改造提升12万亩: what was done, not by how much.
      if (found.value === 'up' && COMPOUND.test(text.slice(Math.max(from, at - 5), at))) break;
      at -= found.word.length;
      apply(lead, found.value, found.word);
      continue;
    }
    const share = lead.share ? null : SHARE.exec(words);
    if (share && !NOT_SHARE.test(share[0]) && !/占比$/.test(words)) {
      lead.share = true;
      at -= share[0].length;
      continue;
    }
    if (text.charAt(at - 1) === '由' || text.charAt(at - 1) === '从') {
      lead.source = true;
      at--;
      continue;
    }
    break;
  }
  // 翻了近两番
  if (figure.unit === '番' && lead.change === '' && text.charAt(at - 1) === '翻' && at - 1 >= from) {
    at--;
    lead.change = 'up';
  }
  lead.nameEnd = at;
  return lead;
}

function apply(lead: Lead, tag: string, word: string): void {
  switch (tag) {
    case 'up':
    case 'down':
      if (lead.change === '') {
        lead.change = tag;
        lead.verb = word;
      }
      break;
    case 'to':
      lead.reached = true;
      lead.link = true;
      break;
    case 'link':
      lead.link = true;
      if (STEADY.test(word)) lead.steady = true;
      break;
    case 'about':
    case 'min':
    case 'max':
      if (lead.bound === '') lead.bound = tag;
      break;
    case 'hold':
      lead.hold = true;
      break;
    case 'each':
      lead.each = true;
      break;
    case 'all':
      lead.all = true;
      break;
    case 'yearly':
      lead.yearly = true;
      break;
    case 'total':
      lead.total = true;
      break;
    case 'net':
      lead.net = true;
      lead.change = word.startsWith('净减') ? 'down' : 'up';
      break;
    case 'gain':
      lead.gain = true;
      break;
    case 'more':
      lead.gap = 'up';
      break;
    case 'less':
      lead.gap = 'down';
      break;
  }
}
