import { NOT_REGION, REGION_SUFFIX, regionsInside } from '../lexicon/regions.ts';
import { type Words, words } from '../lexicon/words.ts';
import type { ReadFacts } from '../measures/types.ts';

const NAMED_IN_TEXT = /(?<=[、，。；：“\n和在与及对])([一-龥]{2,3})(?:自治)?[县区](?!域)/g;
const MOST_NAMES = 200;

/** The regions inside the reporting area: those given, those well known, and those that the text calls 县 or 区. */
export function regionsOf(text: string, facts: ReadFacts): Words {
  const names = new Set<string>();
  for (const name of facts.regions) {
    if (name.length >= 2) names.add(name);
    const short = name.replace(/(?:市|县|区|州|旗)$/, '');
    if (short.length >= 2) names.add(short);
  }
  for (const m of text.slice(0, 200_000).matchAll(NAMED_IN_TEXT)) {
    if (names.size >= MOST_NAMES) break;
    if (!NOT_REGION.test(m[1]!)) names.add(m[1]!);
  }
  const inside = regionsInside(facts.region);
  const own = words([...names].join(' '));
  return {
    startsAt: (t, at, end) => Math.max(own.startsAt(t, at, end), inside.startsAt(t, at, end)),
    endsAt: (t, at, from) => Math.max(own.endsAt(t, at, from), inside.endsAt(t, at, from)),
    has: (word) => own.has(word) || inside.has(word),
  };
}

const COUNTY = /^[一-龥]{2,3}?(?:自治县|新区|县)(?!域)/;
/** Words after a region's name that make it part of another name: 海东工业园区, 西宁机场. */
const PART_OF_NAME =
  /^(?:工业园|高新|机场|大道|路|站|港|高铁|铁路|高速|公路|至|—|-|城市群|都市圈|大学|学院|医院|银行|集团|中心|综合保税区|牌|品牌|模式|速度|经验|精神|国际|段|线|片区|式|籍|人|话|号|建设|电厂|水库|煤矿|产业园|园区|电站|基地|公园|河(?![谷道长湟流湖川南北])|江(?![南北])|湖|山(?![区地水])|溪|峡|大桥|隧道|大街|高架|水电|湿地|灌区|古城|古镇)/;

/** A region, or several joined by 、 and 和, at `at`; `own` when it is the reporting area itself. */
export function regionAt(
  text: string,
  at: number,
  to: number,
  regions: Words,
  facts: ReadFacts,
): { name: string; end: number; own: boolean } | undefined {
  let i = at;
  let names = 0;
  let reporting = false;
  for (;;) {
    const one = oneRegion(text, i, to, regions, facts);
    if (one === 0) break;
    const name = text.slice(i, i + one);
    reporting ||= facts.region !== '' && name.length >= 2 && facts.region.startsWith(name);
    i += one;
    names++;
    const s = text.charAt(i);
    if ((s === '、' || s === '和' || s === '与' || s === '及') && oneRegion(text, i + 1, to, regions, facts) > 0) i++;
    else break;
  }
  if (names === 0) return undefined;
  const name = text.slice(at, i);
  if (text.charAt(i) === '等') i++;
  const counted = /^[两三四五六七八九][市县区地州]/.exec(text.slice(i, i + 2));
  if (counted) i += 2;
  if (PART_OF_NAME.test(text.slice(i, i + 6))) return undefined;
  return { name, end: i, own: reporting && names === 1 };
}

function oneRegion(text: string, at: number, to: number, regions: Words, facts: ReadFacts): number {
  let known = regions.startsAt(text, at, to);
  if (known === 0 && facts.region !== '' && text.startsWith(facts.region, at)) known = facts.region.length;
  if (known > 0) {
    const suffix = REGION_SUFFIX.exec(text.slice(at + known, Math.min(to, at + known + 7)));
    return known + (suffix ? suffix[0].length : 0);
  }
  const m = COUNTY.exec(text.slice(at, Math.min(to, at + 7)));
  if (!m || NOT_REGION.test(m[0].replace(/(?:自治县|新区|县)$/, ''))) return 0;
  return m[0].length;
}
