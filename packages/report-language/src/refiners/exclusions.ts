import { words } from '../lexicon/words.ts';
import type { Figure } from '../measures/figure.ts';
import { findNear, isDash, isDigit, isHan, isLatin } from '../parsers/characters.ts';

/**
 * Numbers that are no figures: each policy looks at one number in its place and says why it is none, or ''.
 * The list is ordered by how cheap and how certain the policies are.
 */
export type Exclusion = (text: string, figure: Figure, from: number, to: number) => string;

const code = (text: string, at: number): number => (at >= 0 && at < text.length ? text.charCodeAt(at) : 0);

/** G109, PM2.5, V8, T5: a letter touches the number and it is no unit. */
const nameWithLetter: Exclusion = (text, f) => {
  const before = code(text, f.start - 1);
  if (isLatin(before)) return 'a name with a letter';
  if (f.unit === '' || f.cls === 'scale') {
    const next = code(text, f.end);
    if (isLatin(next)) return 'a name with a letter';
  } else if (isLatin(code(text, f.after - 1)) && isLatin(code(text, f.after))) return 'a name with a letter';
  if (f.unit === 'P' && isLatin(code(text, f.after))) return 'a name with a letter';
  return '';
};

/** 三次产业结构为8:39:53: the terms of such a proportion are figures. */
function ofIndustries(text: string, start: number, end: number): boolean {
  if (!/[:：∶]/.test(text.charAt(end) || ' ') && !/[:：∶]/.test(text.charAt(start - 1) || ' ')) return false;
  return /(?:产业|三产)(?:增加值)?(?:结构|比重|比例|占比)[^，。；]{0,28}$/.test(
    text.slice(Math.max(0, start - 40), start),
  );
}

/** 1+9, 14+1, 7×24, 8·22, 07:00, 1>6, 2026-01-31, 1/4 as a denominator. */
const formula: Exclusion = (text, f) => {
  if (ofIndustries(text, f.start, f.end)) return '';
  const before = text.charAt(f.start - 1);
  const after = text.charAt(f.end);
  if ('+＋×*·•・>=＞＝&'.includes(before || ' ') || '+＋×*·•・>=＞＝&'.includes(after || ' '))
    return 'a formula or a title';
  if ((before === ':' || before === '：') && isDigit(code(text, f.start - 2))) return 'a time of day';
  if (/[:：∶]/.test(before) && isDigit(code(text, f.start - 2))) return 'a term of a ratio';
  if (/[:：∶]/.test(after) && isDigit(code(text, f.end + 1)) && !/^[:：∶]/.test(f.unit)) return 'a time of day';
  if (before === '/' && isDigit(code(text, f.start - 2))) return 'a denominator';
  if (before === '.' && isDigit(code(text, f.start - 2))) return 'part of a number';
  return '';
};

const YEAR_LIKE = /^(?:19|20)\d\d$/;

/** Years, months, days: 2025年, 1月27日, 2025—2027年, 2025西部企业. */
const date: Exclusion = (text, f, from) => {
  const raw = text.slice(f.start, f.end);
  const next = text.charAt(f.end);
  if (next === '月' && f.value !== null && f.value <= 12) return 'a date';
  if ((next === '日' || next === '号') && f.value !== null && f.value <= 31) return 'a date';
  if (f.unit === '分' && /时$/.test(text.slice(f.start - 1, f.start))) return 'a time';
  if (next === '时' || (next === '点' && f.unit !== '个点')) return 'a time';
  if (YEAR_LIKE.test(raw)) {
    if (next === '年') return 'a year';
    if (/^(?:国内|全国|中国|世界|西部|年度|省|市)/.test(text.slice(f.end, f.end + 2))) return 'a year';
    const dash = isDash(code(text, f.end)) || next === '至' || next === '到';
    if (dash && /^[-—–~～至到年]{1,3}(?:19|20)?\d\d年/.test(text.slice(f.end, f.end + 8))) return 'a year';
    if (dash && /^-\d{1,2}-\d{1,2}/.test(text.slice(f.end, f.end + 6))) return 'a date';
    if (
      f.unit === '' &&
      (f.start === from || isHan(code(text, f.end)) || '“《'.includes(text.charAt(f.start - 1) || ' '))
    )
      return 'a year';
  }
  if (
    isDash(code(text, f.start - 1)) &&
    isDigit(code(text, f.start - 2)) &&
    /(?:19|20)\d\d年?[-—–~～]{1,2}(?:\d{1,2}-)?$/.test(text.slice(Math.max(0, f.start - 10), f.start))
  )
    return 'a date';
  return '';
};

/** 第26届, 第1、2轮, 1号, 9号: ordinals and numbers of names; 第N位 and 全省第2 are ranks and stay. */
const ordinalName: Exclusion = (text, f, from) => {
  const next = text.charAt(f.end);
  if (next === '号' || next === '#') return 'a number in a name';
  if (/^[强版代届式型码师期区]/.test(next) && f.unit !== '期' && f.unit !== '区') return 'a number in a name';
  if (next === '届') return 'a number in a name';
  const before = text.charAt(f.start - 1);
  if (before === '第') {
    if (f.unit === '位' || f.unit === '名') return '';
    if (
      f.unit === '' &&
      /(?:全省|全国|全市|全区|全县|全州|西部|中部|东部|世界|国内|省内|市内|地区|城市|同类|全球|[省市州县]|居|列|排名|排|第\d{1,2}[、和])第$/.test(
        text.slice(Math.max(from, f.start - 7), f.start),
      )
    )
      return '';
    return 'an ordinal';
  }
  return '';
};

/** The number that a list, a chapter or a heading begins with. */
const numbering: Exclusion = (text, f, from) => {
  if (f.start !== from || f.cls === 'ratio') return '';
  const before = code(text, f.start - 1);
  const lineStart = before === 0 || before === 10 || before === 13;
  const next = text.charAt(f.end);
  if (
    (next === '.' || next === '．' || next === '、' || next === ' ' || next === '）' || next === ')') &&
    (lineStart || !f.unit)
  )
    return 'numbering';
  if (lineStart && f.unit === '' && (f.value ?? 0) < 100) return 'numbering';
  return '';
};

/** 15分钟生活圈, 3岁以下, 5年过渡期, 24小时: times and ages in names; a stretch of time that is itself the fact stays. */
const timeName: Exclusion = (text, f, from, to) => {
  if (f.cls !== 'time') return '';
  const before = text.slice(Math.max(from, f.start - 6), f.start);
  const after = text.slice(f.after, Math.min(to, f.after + 8));
  const amount =
    /(?:连续|达|达到|至|到|为|延长|缩短|压缩|提高|增加|减少|年的|提升|增长|超过|突破|不超过|在|第|再|少|约|年限|寿命|时间|时限|周期|用时|天数|时长|提前)$/.test(
      before,
    ) || f.end2 !== '';
  if (f.unit === '年') {
    if (/试点/.test(after) || /^一遇/.test(after)) return 'part of a name';
    if (/连续$/.test(before)) return '';
    if (/^(?:期|规划|行动|计划|任务|过渡期|来|间|前|后|内|以来|之)/.test(after)) return 'a span of years';
    return (/(?:年限|寿命|教育)?(?:达到|达|提高到|提升到|至|为|延长|超过|提高|增加|缩短)$/.test(before) &&
      !/(?:到|以|现|在)$/.test(before.slice(-1))) ||
      /(?:达到|提高到|提升到|达|增加|提高)$/.test(before)
      ? ''
      : 'a span of years';
  }
  if (f.unit === '岁')
    return /^(?:及|儿童|婴|老|人口|的|群)/.test(after) ||
      text.slice(f.after - 2, f.after) === '以下' ||
      text.slice(f.after - 2, f.after) === '以上'
      ? amount && /^(?:[，。；、）]|$)/.test(after)
        ? ''
        : 'an age group'
      : amount
        ? ''
        : 'an age group';
  if (
    /^(?:的)?(?:[一-龥]{0,4})?(?:圈|经济带|走廊|行动|计划|攻坚|热线|值守|值班|免签|过境|营业|服务|便民|到达|通达|抵达|直达|可达|应急|响应|内|监测|制|过渡)/.test(
      after,
    )
  )
    return 'a span of time in a name';
  if (f.unit === '周' || f.unit === '秒') return amount ? '' : 'a span of time in a name';
  if (/(?:每|第|近|“)$/.test(before) && !/连续/.test(before)) return 'a span of time in a name';
  if (f.unit === '分钟' || f.unit === '小时')
    return amount || /^[，。；、）]|^$/.test(after) ? '' : 'a span of time in a name';
  return '';
};

/** Class names of equipment and products: 110千伏, 8英寸, 3.5微米, 30万千瓦级, 3A级, 7亿吨级. */
const className: Exclusion = (text, f, from, to) => {
  const after = text.slice(f.after, Math.min(to, f.after + 6));
  if ((f.unit === '公里' || f.unit === '米') && /^[一-龥]{0,4}圈/.test(after)) return 'a distance in a name';
  if (f.unit === '千伏' && !/^[，。；、]|^$/.test(after)) return 'a class of equipment';
  if (/^(?:级|型|系列)/.test(after) && f.cls !== 'ratio') return 'a class name';
  if (f.unit === '级' && !/(?:到|至)$/.test(text.slice(Math.max(from, f.start - 1), f.start))) return 'a class name';
  if (
    f.cls === 'amount' &&
    /(?:首台|首套|首座|首个|首条|最高|最大|最长|最重)$/.test(text.slice(Math.max(from, f.start - 2), f.start)) &&
    isHan(code(text, f.after)) &&
    !/^(?:的|以)/.test(after)
  )
    return 'a class of products';
  if (/^(?:纳米|微米|毫米|英寸)$/.test(f.unit) && isHan(code(text, f.after))) return 'a class of products';
  if (f.unit === '' && /^(?:英寸|寸|强|纳米|号|码|届|制|A|G|K|D)/.test(text.slice(f.end, f.end + 2)))
    return 'a class of products';
  if (
    f.unit === '%' &&
    f.value === 100 &&
    /(?:首个|首家|首座|唯一)$/.test(text.slice(Math.max(from, f.start - 3), f.start))
  )
    return 'a class name';
  if (/^(?:山体)?(?:滑坡|塌方|泥石流|洪水|地震|台风)/.test(text.slice(f.after, f.after + 6)) && f.cls === 'amount')
    return 'the size of a hazard';
  return '';
};

/** What stands for a category after 以上: 投资500万元以上项目, 50户以上的自然村. */
const CATEGORY_UNITS = new Set([
  '户',
  '人',
  '岁',
  '吨',
  '蒸吨',
  '千瓦',
  '万千瓦',
  '亩',
  '平方米',
  '米',
  '元',
  '万元',
  '亿元',
  '千亿元',
  '百亿元',
  '公里',
  '万吨',
  '床',
  '万亩',
  '万立方米',
  '万人',
  '年',
]);
const ACHIEVES =
  /(?:完成|实现|新增|新建|建成|建设|改造|培育|引进|打造|落实|争取|达到|达|突破|超过|增加|减少|保持在|稳定在|控制在|不低于|力争|发放|培训|种植|播种|治理|增长)$/;

const threshold: Exclusion = (text, f, from, to) => {
  const before = text.slice(Math.max(from, f.start - 8), f.start);
  if (/每$/.test(before) && /^(?:万|十万|百)?(?:人|户|名|千人)/.test(f.unit) && isHan(code(text, f.after)))
    return 'a unit of reference';
  const bounded = f.tail === 'min' || f.tail === 'max';
  const tailWord = bounded && /(?:以上|以下|及以上|及以下|以内|之上|之下)$/.test(text.slice(f.after - 2, f.after));
  if (tailWord && /元$/.test(f.unit) && isDigit(code(text, f.after))) return 'the threshold of a category';
  if (tailWord && CATEGORY_UNITS.has(f.unit) && isHan(code(text, f.after))) {
    let i = f.after;
    if (text.charAt(i) === '的') i++;
    const rest = text.slice(i, Math.min(to, i + 4));
    if (/^(?:目标|任务|，|。|水平|区间|规模)/.test(rest) || f.cls === 'ratio') return '';
    if (
      ACHIEVES.test(before) &&
      !/^(?:项目|企业|工业|重大|自然村|老旧|人口|老年|燃煤|机组|锅炉|人员|拖欠|的)/.test(rest)
    )
      return '';
    if (/^(?:[，。；、]|$)/.test(rest)) return '';
    return 'the threshold of a category';
  }

  if (
    /(?:超|过|突破)$/.test(before) &&
    /^亿?元$|亿元$|万元$/.test(f.unit) &&
    /^(?:的)?[一-龥]{0,6}?(?:县|企业|产业|园区|镇|项目|区|集群|城市|品牌)/.test(text.slice(f.after, f.after + 9))
  )
    return 'the threshold of a category';
  if (/单笔$|单个$|单体$/.test(before)) return 'the threshold of a category';
  return '';
};

const TITLE_OPEN = new Set(['“', '"', '‘', '「', '《', '〈']);
const TITLE_CLOSE: Record<string, string> = { '“': '”', '"': '"', '‘': '’', '「': '」', '《': '》', '〈': '〉' };

/** Whether a straight quotation mark opens: an even number of them stand before it in its line. */
function opensQuotation(text: string, at: number): boolean {
  let before = 0;
  for (let i = at - 1; i >= 0 && at - i < 600 && text.charCodeAt(i) !== 10; i--)
    if (text.charCodeAt(i) === 0x22) before++;
  return before % 2 === 0;
}

/** A number inside the quotation marks of a title: “333”工程, “青薯9号”. A long quotation is speech and is read. */
const title: Exclusion = (text, f, from) => {
  for (let i = f.start - 1, n = 0; i >= from && n < 24; i--, n++) {
    const s = text.charAt(i);
    if (s === '”' || s === '》' || s === '」' || s === '’') return '';
    if (!TITLE_OPEN.has(s)) continue;
    if (s === '"' && !opensQuotation(text, i)) return '';
    const close = findNear(text, TITLE_CLOSE[s] ?? '”', f.end, 30);
    if (close < 0 || close - i > 26) return '';
    return 'part of a title';
  }
  return '';
};

const REFERENCE = words('国考 关中 沿黄 国控 全部 全国');

/** 1大5小园区, 5年, 10市 without an amount: words that pair a bare number with a place. */
const shapeName: Exclusion = (text, f, from) => {
  if (/^\d\.0$/.test(text.slice(f.start, f.end)) && (f.unit === '' || f.unit === '方') && isHan(code(text, f.end)))
    return 'a version';
  if (text.charAt(f.after) === '内' && (f.cls === 'amount' || f.cls === 'time')) return 'a distance or time in a name';
  if (f.unit === '个' && text.startsWith('方面', f.after)) return 'a count of the chapters to come';
  if (f.unit === '' && /^[大小]/.test(text.slice(f.end, f.end + 1))) return 'a name';
  if (/^[市县区省州]$/.test(f.unit) && REFERENCE.endsAt(text, f.start, from) > 0) return 'a name';
  if (f.unit === '' && /^(?:周年|部门|世纪|年代|热线|便民|平台|号|强|政务)/.test(text.slice(f.end, f.end + 2)))
    return 'a name';
  if (f.unit === '周' && text.charAt(f.after) === '年') return 'an anniversary';
  return '';
};

/** A bare number is a figure only where words of measure lead to it: 由3.27缩小至2.93, 居全国第2. */
const bare: Exclusion = (text, f, from) => {
  if (f.unit !== '' || f.ordinal) return '';
  const before = text.slice(Math.max(from, f.start - 4), f.start);
  if (before.endsWith('第') || ofIndustries(text, f.start, f.end)) return '';
  if (/(?:由|从|至|到|为|达|在|是|约|超|过|突破|增长|下降|提高|降低|缩小|比值|比|指数|系数|占)$/.test(before))
    return /[，。；、）缩提降增升扩下上到至以左和优”]/.test(text.charAt(f.end) || '。')
      ? ''
      : 'a number without a unit';
  return 'a number without a unit';
};

export const EXCLUSIONS: readonly Exclusion[] = [
  nameWithLetter,
  formula,
  date,
  ordinalName,
  numbering,
  timeName,
  className,
  threshold,
  title,
  shapeName,
  bare,
];

/** Why the number is no figure, or ''. */
export function excluded(text: string, figure: Figure, from: number, to: number): string {
  for (const policy of EXCLUSIONS) {
    const why = policy(text, figure, from, to);
    if (why !== '') return why;
  }
  return '';
}
