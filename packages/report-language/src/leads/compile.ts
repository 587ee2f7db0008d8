import { FUNCTIONS, type GovernmentFunction, PARTY } from '../lexicon/functions/index.ts';
import { namesIn } from '../lexicon/functions/names.ts';
import type { OrganisationWords } from '../types.ts';
import { Trie } from './trie.ts';

/** What a word says about who leads: `named` words are the organisation's own names. */
export interface Pointer {
  organisation: number;
  weight: number;
  named: boolean;
}

export interface LeadLexicon {
  organisations: readonly { code: string; name: string; kind: string; function: string }[];
  trie: Trie<Pointer[]>;
  /** Index of the organisation of a function, for what no word decides. */
  byFunction: Map<string, number>;
  byCode: Map<string, number>;
}

const TIERS = { strong: 3, normal: 1.3, weak: 0.5 } as const;
const BY_LENGTH = [0, 0.4, 0.8, 1, 1.15, 1.3, 1.4, 1.5];
const OWN_DUTY = 3.6;
const NAMED = 9;

const ofLength = (word: string): number => BY_LENGTH[Math.min(word.length, BY_LENGTH.length - 1)]!;
const words = (list: string): string[] => list.split(' ').filter((w) => w !== '');

/** What a city calls its undertakings, 平安某城 and 数字某城, and whose they are. */
const BRANDS: [prefix: string, id: string][] = [
  ['平安', 'political-legal'],
  ['法治', 'justice'],
  ['健康', 'health'],
  ['数字', 'data'],
  ['信用', 'development-reform'],
  ['书香', 'publicity'],
  ['文明', 'publicity'],
  ['美丽', 'environment'],
  ['廉洁', 'government-office'],
  ['清廉', 'government-office'],
];

/** By region: one pack may read the reports of several. */
const compiled = new WeakMap<
  readonly OrganisationWords[],
  { regions: readonly string[]; of: Map<string, LeadLexicon> }
>();
const standard = new Map<string, LeadLexicon>();

const NOWHERE: readonly string[] = [];
const MOST_KEPT = 16;

/** The lead lexicon of a city's organisations; built once for each list. `region` is the city, `regions` what lies in it. */
export function lexiconOf(
  organisations: readonly OrganisationWords[],
  regions: readonly string[] = NOWHERE,
  region = '',
): LeadLexicon {
  let known = compiled.get(organisations);
  if (known?.regions !== regions) {
    known = { regions, of: new Map() };
    compiled.set(organisations, known);
  }
  let lexicon = known.of.get(region);
  if (!lexicon) {
    if (known.of.size >= MOST_KEPT) known.of.clear();
    lexicon = compile(organisations, regions, region);
    known.of.set(region, lexicon);
  }
  return lexicon;
}

/** The level of a government by its region's name, as the names of its departments begin: 省, 市, 区, 县, 州. */
export function levelOf(region: string): string {
  if (/^(?:北京|天津|上海|重庆)市$/.test(region)) return '市';
  if (/(?:省|特别行政区)$/.test(region)) return '省';
  if (region.endsWith('自治区')) return '自治区';
  if (/自治州$|州$/.test(region)) return '州';
  if (/盟$/.test(region)) return '盟';
  if (/(?:县|旗)$/.test(region)) return '县';
  if (/区$/.test(region)) return '区';
  return '市';
}

/** Where no city pack is given: the standard functions of the region's government, by the names usual there. */
export function standardLexicon(region: string): LeadLexicon {
  let lexicon = standard.get(region);
  if (!lexicon) {
    if (standard.size >= MOST_KEPT) standard.clear();
    lexicon = compile(standardOrganisations(levelOf(region), namesIn(region)), NOWHERE, region);
    standard.set(region, lexicon);
  }
  return lexicon;
}

function standardOrganisations(level: string, names: Record<string, string>): OrganisationWords[] {
  const upper = level === '省' || level === '自治区';
  const list = FUNCTIONS.filter((f) => f.rare === undefined || f.rare === (upper ? 'below-province' : 'at-province'));
  const own = list.map((f) => ({
    code: f.id,
    name: `${level}${names[f.id] ?? (upper ? f.province : f.name)}`,
    aliases: [],
    function: f.id,
    duties: [],
    kind: PARTY.includes(f) ? 'party' : 'department',
  }));
  const groups = ['各县区', '各市县', '各部门', '有关单位', '各园区'].map((name) => ({
    code: name,
    name,
    aliases: GROUP_ALIASES[name] ?? [],
    function: '',
    duties: [],
    kind: 'group',
  }));
  return [...own, ...groups];
}

const GROUP_ALIASES: Record<string, string[]> = {
  各县区: ['各县（区）', '各区县', '各县市区', '各县（市、区）', '各区', '各县'],
  各市县: ['各市州', '各市（州）', '各地市', '市县两级'],
  各部门: ['市直各部门', '省直各部门', '各有关部门', '各单位'],
  有关单位: ['有关部门', '相关部门', '相关单位', '责任单位'],
  各园区: ['各开发区', '园区管委会'],
};

function compile(organisations: readonly OrganisationWords[], regions: readonly string[], region: string): LeadLexicon {
  const trie = new Trie<Pointer[]>();
  const byFunction = new Map<string, number>();
  const add = (word: string, organisation: number, weight: number, named: boolean) => {
    if (word.length < 2) return;
    const pointers = trie.at(word, () => []);
    const same = pointers.find((p) => p.organisation === organisation);
    if (!same) pointers.push({ organisation, weight, named });
    else if (weight > same.weight) Object.assign(same, { weight, named });
  };
  organisations.forEach((o, i) => {
    if (o.function && !byFunction.has(o.function)) byFunction.set(o.function, i);
  });
  for (const f of FUNCTIONS) {
    const i = organisationOf(f, byFunction);
    if (i === undefined) continue;
    // Who has a duty as its own name knows it better than who has it among many.
    const closer = f.folded && byFunction.has(f.id) ? 1.15 : 1;
    for (const tier of ['strong', 'normal', 'weak'] as const) {
      for (const word of words(f[tier])) add(word, i, TIERS[tier] * ofLength(word) * closer, false);
    }
  }
  organisations.forEach((o, i) => {
    for (const word of o.duties) add(word, i, OWN_DUTY * ofLength(word), false);
    for (const name of [o.name, ...o.aliases]) if (name.length >= 3) add(name, i, NAMED, true);
  });
  const place = region.replace(/(?:省|市|(?:[^省市]{1,4}族)*自治[区州县]|[州盟区县旗])$/, '');
  for (const [prefix, id] of place.length >= 2 ? BRANDS : []) {
    const i = organisationOf(FUNCTIONS.find((f) => f.id === id)!, byFunction);
    if (i !== undefined) add(`${prefix}${place}`, i, TIERS.strong, false);
  }
  // A place is no duty: 平安 is a district there, and points to nobody.
  for (const region of regions) if (region.length >= 2) trie.at(region, () => []).length = 0;
  return {
    organisations: organisations.map(({ code, name, kind, function: id }) => ({ code, name, kind, function: id })),
    trie,
    byFunction,
    byCode: new Map(organisations.map((o, i) => [o.code, i])),
  };
}

/** Who holds a function: the organisation that has it, else the one that a folded function falls to. */
function organisationOf(f: GovernmentFunction, byFunction: Map<string, number>): number | undefined {
  return byFunction.get(f.id) ?? (f.folded ? byFunction.get(f.folded) : undefined);
}
