import { cutAt } from './clauses.ts';
import { commits } from './verbs.ts';

/** What stands around a sentence. */
export interface Surroundings {
  /** First sentence under a heading that has sub-headings. */
  opensChapter: boolean;
  /** First sentence under its heading. */
  first: boolean;
  /** Last sentence of its paragraph, which has several. */
  last: boolean;
  /** Behind the last 各位代表！ of the report. */
  lastAddress: boolean;
  /** In a chapter or section about the government itself (政府自身建设), or behind the numbered work. */
  selfBuilding: boolean;
}

/** The signals that a sentence commits the government, each with its weight. */
type Signals = Record<SignalName, number>;

type SignalName = keyof typeof WEIGHTS;

// Fitted by logistic regression to six annotated reports (each left out in turn scored 0.95–1.00), headings apart.
const WEIGHTS = {
  bias: 1.01,
  actions: 2.37,
  firstActs: 1.23,
  figure: 2.07,
  programme: 1.2,
  named: 0.16,
  concrete: 0.78,
  creed: -1.16,
  exhortation: -1.68,
  premise: -1.34,
  judgement: -1.77,
  conduct: -2.22,
  image: -2.3,
  opensChapter: -3.44,
  first: -1.18,
  lastWe: -2,
  lastAddress: -0.65,
  selfBuilding: -2.86,
  short: 1.24,
  selfOffice: 1.5,
};

const FIGURE =
  /[0-9][0-9.,]*(?:%|[万亿千百]|个|项|户|家|亩|套|公里|人|座|处|所|P|倍|条|台|米|宗|吨|元|名|场|支|件|类|批|起|只|头|辆|次|级|期|年)/;
const PROGRAMME =
  /行动|工程|计划|方案|条例|办法|规划|试点|示范|攻坚|改革|项目|制度|机制|政策|体系|基地|平台|中心|园区|清单|标准|专项|意见|规定/;
const NAMED = /《[^》]+》|“[^”]{2,}”/;
const CONCRETE =
  /企业|学校|医院|公路|铁路|水库|电站|农田|耕地|小区|住房|就业|培训|产业|旅游|景区|农业|工业|数据|市场|消费|投资|招商|金融|债务|预算|养老|托育|医保|教育|科技|人才|生态|污染|绿化|城市|乡村|农村|社区|安全|应急|执法|普法|审计|信访|国企|能源|物流|外贸|赛事|文物|监管|监督|公开|提案|建议|经费|支出|宗教|民族|退役军人|国防|立法|复议|整治|督查|巡视|减负|紧日子|八项规定|文件|会议/g;
const CREED =
  /“两个确立”|“四个意识”|“四个自信”|“两个维护”|新时代中国特色社会主义思想|党中央(?:保持|决策|权威)|政治(?:判断力|领悟力|站位|忠诚|品格|本色)|坚强领导|重要讲话|二十大|全会精神|国之大者|初心|使命|理想信念|政绩观|凝心铸魂|始终在思想上|党的(?:全面)?领导/g;
const EXHORTATION =
  /我们(?:要|一定|必须|坚信|相信|承诺|将(?:始终|坚持|一如既往|以))|一定要|必须|始终|永葆|永远|倍加|唯有|惟有|只有|时刻/g;
const PREMISE =
  /^(?:坚持(?!和发展|首|就业)|锚定|着眼|牢记|立足|围绕|聚焦|把握|牢固树立|树牢|树立|秉持|弘扬|遵循|以[^，]{2,20}为(?:主线|统领|根本|引领|目标|导向|抓手|牵引|中心))/;
const JUDGEMENT =
  /^[^，]{2,40}是[^，]{2,}|之年|关键(?:时期|期|之年)|意味着|奠基于|取决于|没有变|不会变|从[^，]{2,10}看，|归根到底|历史性|任务(?:艰巨|繁重)|重大考验|更高要求|有利于|机遇|挑战|作出了|取得了/;
const CONDUCT =
  /干部|作风|本领|担当|品格|品质|素质|敢为|善为|能力素质|真本事|硬脊梁|求实效|务实|奋进|拼搏|实干(?:家|为)|勤勉|清廉|本色|本分|严于律己|懂感恩|情怀|忠诚|信任|为人民|人民至上|以百姓心为心/g;
const IMAGE =
  /(?:如|似|像|犹)[^，]{1,6}(?:般|样)|翅膀|沃土|画卷|号角|征程|蓝图|风帆|航向|梦想|快车|答卷|火热|热土|星辰|浪潮|春风|底气|豪情|篇章|先手棋|主动仗|阔步|砥砺|踔厉|不松劲|不动摇|不松|不减|不散|光彩|可期|必将|定能|老树|新枝|破浪|奔涌|扬帆|领跑/g;
const OFFICE =
  /习近平法治思想|廉洁文化|高效办成一件事|双拥|国防|监督|政务公开|提案|代表建议|依法行政|行政执法|审计|廉政|腐败|八项规定|形式主义|“四风”|四风|“三公”|紧日子|决策|报告制度|督查|复议|立法|减负|专项整治|诚信|负担|执法|法治政府|从严治党/;

/** What may stand before the verb of a commitment: 九是, 我们将. */
const LEAD = /^(?:[一二三四五六七八九十]{1,2}是|各位代表，|今年，?)?(?:我们)?(?:要|将)?/;

const times = (form: RegExp, words: string): number => words.match(form)?.length ?? 0;

/** Reads the signals of a sentence. */
export function readSignals(words: string, around: Surroundings): Signals {
  const clauses = cutAt(words, '，；').map((c) => words.slice(c.start, c.end).replace(LEAD, ''));
  const acting = clauses.filter(commits).length;
  const we = /^(?:全[省市]|要)|我们(?:要|将|承诺|一定|必须)/.test(words);
  return {
    bias: 1,
    actions: Math.min(acting, 4) / 4,
    firstActs: commits(clauses[0] ?? '') || (PREMISE.test(words) && commits(clauses[1] ?? '')) ? 1 : 0,
    figure: FIGURE.test(words) ? 1 : 0,
    programme: PROGRAMME.test(words) ? 1 : 0,
    named: NAMED.test(words) ? 1 : 0,
    concrete: Math.min(times(CONCRETE, words), 4) / 4,
    creed: Math.min(times(CREED, words), 3) / 3,
    exhortation: Math.min(times(EXHORTATION, words), 2) / 2,
    premise: PREMISE.test(words) && acting < 2 ? 1 : 0,
    judgement: JUDGEMENT.test(words) ? 1 : 0,
    conduct: Math.min(times(CONDUCT, words), 3) / 3,
    image: Math.min(times(IMAGE, words), 2) / 2,
    opensChapter: around.opensChapter ? 1 : 0,
    first: around.first ? 1 : 0,
    lastWe: around.last && we ? 1 : 0,
    lastAddress: around.lastAddress ? 1 : 0,
    selfBuilding: around.selfBuilding ? 1 : 0,
    short: words.length <= 16 ? 1 : 0,
    selfOffice: around.selfBuilding && OFFICE.test(words) ? 1 : 0,
  };
}

/** Positive when the sentence commits the government to an action or an outcome that an office could report on. */
export function commitmentScore(words: string, around: Surroundings): number {
  const signals = readSignals(words, around);
  let score = 0;
  for (const name of Object.keys(WEIGHTS) as SignalName[]) score += WEIGHTS[name] * signals[name];
  return score;
}
