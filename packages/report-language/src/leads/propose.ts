import type { LeadProposal } from '../types.ts';
import type { LeadLexicon, Pointer } from './compile.ts';
import { type PastIndex, similarDecisions } from './past.ts';

/** Where a task stands: the titles of its sections, the nearest first. */
export interface LeadContext {
  titles: readonly string[];
}

/** One reason for an organisation; put into words only for those that are proposed. */
interface Hit {
  kind: 'word' | 'named' | 'title' | 'past';
  words: string;
  weight: number;
}

const PREMISE =
  /^(?:坚持|围绕|聚焦|抢抓|抓住|立足|紧盯|瞄准|锚定|按照|依托|发挥|充分发挥|结合|适应|顺应|把握|牢记|着眼|以[^，]{2,16}为|树立)/;
const PURPOSE =
  /^(?:让|使|不断|努力|切实|进一步|更好|为|以[^，]{2,12}(?:保障|促进|推动)|确保|全力|持续提升|提升|促进|增强|实现)/;
const TITLE_WEIGHTS = [0.6, 0.3, 0.15];
/** 一主两副, 一圈两带, 四域多点: how a region lays itself out is planned by the commission, whatever trades are named. */
const LAYOUT =
  /[一二两双三四五六七八九十多][核主副圈带区轴翼极点域屏廊心芯城体][一二两双三四五六七八九十多][核主副圈带区轴翼极点域屏廊心芯城支]/;
const LAYOUT_WEIGHT = 10;
const LISTED = 0.6;
const PAST_BASE = 30;
const MOST = 5;

/**
 * Who would lead the task: organisations ranked by the words of the text (the first commitment counts most), the
 * titles above it, and decisions taken earlier about similar texts, which outrank all words. At most five.
 */
export function proposeLeads(
  text: string,
  context: LeadContext,
  lexicon: LeadLexicon,
  past: PastIndex | null,
): LeadProposal[] {
  const hits = new Map<number, Hit[]>();
  readClauses(text, lexicon, hits);
  for (let depth = 0; depth < Math.min(context.titles.length, TITLE_WEIGHTS.length); depth++) {
    readTitle(context.titles[depth]!, TITLE_WEIGHTS[depth]!, lexicon, hits);
  }
  if (past) readPast(text, lexicon, past, hits);
  if (hits.size === 0) return fallback(lexicon);
  const ranked = [...hits].map(([i, own]) => ({ i, own, score: total(own) }));
  ranked.sort((a, b) => b.score - a.score);
  return ranked.slice(0, MOST).map(({ i, own, score }) => {
    const { code, name } = lexicon.organisations[i]!;
    return { code, name, score: Math.round(score * 100) / 100, because: [...new Set(own.map(inWords))].slice(0, 3) };
  });
}

function inWords({ kind, words }: Hit): string {
  if (kind === 'past') return words;
  if (kind === 'named') return `原文点名“${words}”`;
  return kind === 'title' ? `标题“${words}”` : `原文“${words}”`;
}

/** Ten words of one trade say little more than four: each further word counts less. Leaves the hits sorted. */
function total(hits: Hit[]): number {
  hits.sort((a, b) => b.weight - a.weight);
  let sum = 0;
  let share = 1;
  for (const hit of hits) {
    sum += hit.weight * share;
    share *= 0.8;
  }
  return sum;
}

function note(hits: Map<number, Hit[]>, organisation: number, hit: Hit): void {
  const own = hits.get(organisation);
  if (own) own.push(hit);
  else hits.set(organisation, [hit]);
}

/** ， ； ： 。 */
const endsClause = (c: number): boolean => c === 0xff0c || c === 0xff1b || c === 0xff1a || c === 0x3002;

function readClauses(text: string, lexicon: LeadLexicon, hits: Map<number, Hit[]>): void {
  let start = 0;
  let order = 0;
  const seen = new Set<string>();
  while (start < text.length) {
    let end = start;
    while (end < text.length && !endsClause(text.charCodeAt(end))) end++;
    const clause = text.slice(start, end);
    const premise = order === 0 && end < text.length - 1 && PREMISE.test(clause);
    const purpose = order > 0 && PURPOSE.test(clause);
    const share = premise ? 0.65 : (purpose ? 0.75 : 1) * Math.max(0.7, 1.25 - 0.15 * order);
    const mixed = listsMany(text, start, end, lexicon);
    lexicon.trie.scan(text, start, end, (pointers, from, to) => {
      const words = text.slice(from, to);
      const one = (seen.has(words) ? 0.3 : 1) * (mixed && isListed(text, from, to) ? LISTED : 1);
      seen.add(words);
      for (const p of pointers) {
        if (p.named) {
          note(hits, p.organisation, {
            kind: 'named',
            words,
            weight: acts(text, lexicon, p, start, from, to) ? p.weight : 2.2,
          });
        } else {
          note(hits, p.organisation, { kind: 'word', words, weight: (p.weight * share * one) / spread(pointers) });
        }
      }
    });
    if (!premise) order++;
    start = end + 1;
  }
}

const isListed = (text: string, from: number, to: number): boolean =>
  text.charCodeAt(from - 1) === 0x3001 || text.charCodeAt(to) === 0x3001;

/** 涵盖就业、教育、医疗、养老: the members of a list across three trades say less than the words around it. */
function listsMany(text: string, start: number, end: number, lexicon: LeadLexicon): boolean {
  const first = text.indexOf('、', start);
  if (first < 0 || first >= end || text.indexOf('、', first + 1) >= end) return false;
  const trades = new Set<number>();
  lexicon.trie.scan(text, start, end, (pointers, from, to) => {
    if (pointers[0] && isListed(text, from, to)) trades.add(pointers[0].organisation);
  });
  return trades.size >= 3;
}

/** A department that is named leads. A group does where it acts (各县区要…), not where something is done in it (在各园区推广). */
function acts(text: string, lexicon: LeadLexicon, p: Pointer, clause: number, from: number, to: number): boolean {
  if (lexicon.organisations[p.organisation]!.kind !== 'group') return true;
  return from === clause || /^(?:要|须|应|负责|牵头)/.test(text.slice(to, to + 2));
}

/** A word that points to several says less about each. */
function spread(pointers: readonly { weight: number }[]): number {
  return pointers.length > 1 ? Math.sqrt(pointers.length) * 0.85 : 1;
}

function readTitle(title: string, share: number, lexicon: LeadLexicon, hits: Map<number, Hit[]>): void {
  const layout = LAYOUT.exec(title)?.[0];
  const commission = lexicon.byFunction.get('development-reform');
  if (layout && commission !== undefined) {
    note(hits, commission, { kind: 'title', words: layout, weight: LAYOUT_WEIGHT * share });
  }
  lexicon.trie.scan(title, 0, title.length, (pointers, from, to) => {
    for (const p of pointers) {
      if (p.named) continue;
      const weight = (p.weight * share) / spread(pointers);
      note(hits, p.organisation, { kind: 'title', words: title.slice(from, to), weight });
    }
  });
}

function readPast(text: string, lexicon: LeadLexicon, past: PastIndex, hits: Map<number, Hit[]>): void {
  similarDecisions(past, text).forEach(({ decision, likeness }, k) => {
    if (k > 0 && likeness < 0.7) return;
    const quote = decision.text.length > 24 ? `${decision.text.slice(0, 24)}…` : decision.text;
    decision.leads.forEach((code, place) => {
      const i = lexicon.byCode.get(code);
      if (i === undefined) return;
      const words = `以往“${quote}”已分给${lexicon.organisations[i]!.name}（相似度${likeness.toFixed(2)}）`;
      note(hits, i, { kind: 'past', words, weight: (PAST_BASE + 20 * likeness) / (1 + place * 0.25 + k) });
    });
  });
}

/** No word points anywhere: the office that keeps the whole. */
function fallback(lexicon: LeadLexicon): LeadProposal[] {
  for (const id of ['development-reform', 'government-office']) {
    const i = lexicon.byFunction.get(id);
    if (i === undefined) continue;
    const { code, name } = lexicon.organisations[i]!;
    return [{ code, name, score: 0.1, because: ['原文没有指向任何单位的词，暂按综合部门提出'] }];
  }
  return [];
}
