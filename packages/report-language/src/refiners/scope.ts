import { NOT_REGION, REGION_SUFFIX, REGIONS } from '../lexicon/regions.ts';
import { type Words, words } from '../lexicon/words.ts';
import type { ReadFacts } from '../measures/types.ts';

const own = new WeakMap<ReadFacts, Words>();

function namesOf(facts: ReadFacts): Words {
  let table = own.get(facts);
  if (!table) {
    table = words(facts.regions.filter((name) => name.length >= 2).join(' '));
    own.set(facts, table);
  }
  return table;
}

const COUNTY = /^[一-龥]{2,3}?(?:自治县|新区|市|县|区|州|旗)/;
/** Words after a region's name that make it part of another name: 海东工业园区, 西宁机场. */
const PART_OF_NAME =
  /^(?:工业园区|机场|大道|路|站|港|高铁|铁路|高速|公路|至|—|-|城市群|都市圈|大学|学院|医院|银行|集团|中心|综合保税区|特色|牌|品牌|模式|速度|经验|精神)/;

/** A region, or several joined by 、 and 和, at `at`; `own` when it is the reporting area itself. */
export function regionAt(
  text: string,
  at: number,
  to: number,
  facts: ReadFacts,
): { name: string; end: number; own: boolean } | undefined {
  let i = at;
  let names = 0;
  let reporting = false;
  for (;;) {
    const one = oneRegion(text, i, to, facts);
    if (one === 0) break;
    const name = text.slice(i, i + one);
    reporting ||= facts.region !== '' && (name === facts.region || facts.region.startsWith(name));
    i += one;
    names++;
    const s = text.charAt(i);
    if ((s === '、' || s === '和' || s === '与' || s === '及') && oneRegion(text, i + 1, to, facts) > 0) i++;
    else break;
  }
  if (names === 0) return undefined;
  if (text.charAt(i) === '等') i++;
  if (/^(?:两|三|四|五|六|七|八|九)?[市县区地州]/.test(text.slice(i, i + 2)) && names > 1)
    i += /^[两三四五六七八九]/.test(text.charAt(i)) ? 2 : 1;
  if (PART_OF_NAME.test(text.slice(i, i + 6))) return undefined;
  const name = text.slice(at, i).replace(/(?:等)?(?:[两三四五六七八九][市县区地州])?$/, '');
  return { name, end: i, own: reporting && names === 1 };
}

function oneRegion(text: string, at: number, to: number, facts: ReadFacts): number {
  const known = Math.max(namesOf(facts).startsAt(text, at, to), REGIONS.startsAt(text, at, to));
  if (known > 0) {
    const suffix = REGION_SUFFIX.exec(text.slice(at + known, Math.min(to, at + known + 7)));
    return known + (suffix ? suffix[0].length : 0);
  }
  const m = COUNTY.exec(text.slice(at, Math.min(to, at + 7)));
  if (!m || NOT_REGION.test(m[0].replace(/(?:自治县|新区|市|县|区|州|旗)$/, ''))) return 0;
  if (!/(?:县|自治县|新区)$/.test(m[0])) return 0;
  return m[0].length;
}
