import type { LeadProposal } from '../types.ts';
import type { LeadLexicon } from './compile.ts';
import { type PastIndex, similarDecisions } from './past.ts';

/** Where a task stands: the titles of its sections, the nearest first. */
export interface LeadContext {
  titles: readonly string[];
}

interface Tally {
  weights: number[];
  because: { text: string; weight: number }[];
}

const PREMISE =
  /^(?:坚持|围绕|聚焦|抢抓|抓住|立足|紧盯|瞄准|锚定|按照|依托|发挥|充分发挥|结合|适应|顺应|把握|牢记|着眼|以[^，]{2,16}为|树立)/;
const PURPOSE =
  /^(?:让|使|不断|努力|切实|进一步|更好|为|以[^，]{2,12}(?:保障|促进|推动)|确保|全力|持续提升|提升|促进|增强|实现)/;
const TITLE_WEIGHTS = [0.75, 0.3, 0.15];
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
  const tallies = new Map<number, Tally>();
  readClauses(text, lexicon, tallies);
  context.titles.forEach((title, depth) => {
    readTitle(title, TITLE_WEIGHTS[depth] ?? 0, lexicon, tallies);
  });
  if (past) readPast(text, lexicon, past, tallies);
  if (tallies.size === 0) return fallback(lexicon);
  const ranked: LeadProposal[] = [];
  for (const [i, tally] of tallies) {
    const { code, name } = lexicon.organisations[i]!;
    const because = tally.because.sort((a, b) => b.weight - a.weight).map((b) => b.text);
    ranked.push({ code, name, score: total(tally.weights), because: [...new Set(because)].slice(0, 3) });
  }
  return ranked.sort((a, b) => b.score - a.score).slice(0, MOST);
}

/** Ten words of one trade say little more than four: each further word counts less. */
function total(weights: number[]): number {
  weights.sort((a, b) => b - a);
  let sum = 0;
  let share = 1;
  for (const w of weights) {
    sum += w * share;
    share *= 0.8;
  }
  return Math.round(sum * 100) / 100;
}

function tallyOf(tallies: Map<number, Tally>, organisation: number): Tally {
  let tally = tallies.get(organisation);
  if (!tally) {
    tally = { weights: [], because: [] };
    tallies.set(organisation, tally);
  }
  return tally;
}

function readClauses(text: string, lexicon: LeadLexicon, tallies: Map<number, Tally>): void {
  let start = 0;
  let order = 0;
  const seen = new Set<string>();
  while (start < text.length) {
    let end = start;
    while (end < text.length && !'，；：。'.includes(text[end]!)) end++;
    const clause = text.slice(start, end);
    const premise = order === 0 && end < text.length - 1 && PREMISE.test(clause);
    const purpose = order > 0 && PURPOSE.test(clause);
    const share = premise ? 0.65 : (purpose ? 0.75 : 1) * Math.max(0.7, 1.25 - 0.1 * order);
    lexicon.trie.scan(text, start, end, (pointers, from, to) => {
      const word = text.slice(from, to);
      const again = seen.has(word);
      seen.add(word);
      for (const p of pointers) {
        const group = lexicon.organisations[p.organisation]!.kind === 'group';
        // 各县区要… acts; "在各园区推广" is only where it is done.
        const acts = from === start || /^(?:要|须|应|负责|牵头)/.test(text.slice(to, to + 2));
        const weight = p.named
          ? group && !acts
            ? 2.2
            : p.weight
          : (p.weight * share * (again ? 0.3 : 1)) / spread(pointers);
        const tally = tallyOf(tallies, p.organisation);
        tally.weights.push(weight);
        tally.because.push({ text: p.named ? `原文点名“${word}”` : `原文“${word}”`, weight });
      }
    });
    if (!premise) order++;
    start = end + 1;
  }
}

/** A word that points to several says less about each. */
function spread(pointers: readonly { weight: number }[]): number {
  return pointers.length > 1 ? Math.sqrt(pointers.length) * 0.85 : 1;
}

function readTitle(title: string, share: number, lexicon: LeadLexicon, tallies: Map<number, Tally>): void {
  if (share === 0) return;
  lexicon.trie.scan(title, 0, title.length, (pointers, from, to) => {
    for (const p of pointers) {
      if (p.named) continue;
      const weight = (p.weight * share) / spread(pointers);
      const tally = tallyOf(tallies, p.organisation);
      tally.weights.push(weight);
      tally.because.push({ text: `标题“${title.slice(from, to)}”`, weight });
    }
  });
}

function readPast(text: string, lexicon: LeadLexicon, past: PastIndex, tallies: Map<number, Tally>): void {
  const similar = similarDecisions(past, text);
  similar.forEach(({ decision, likeness }, k) => {
    if (likeness < (k === 0 ? 0.5 : 0.7)) return;
    const quote = decision.text.length > 24 ? `${decision.text.slice(0, 24)}…` : decision.text;
    decision.leads.forEach((code, place) => {
      const i = lexicon.organisations.findIndex((o) => o.code === code);
      if (i < 0) return;
      const weight = (PAST_BASE + 20 * likeness) / (1 + place * 0.25 + k);
      const tally = tallyOf(tallies, i);
      tally.weights.push(weight);
      tally.because.push({
        text: `以往“${quote}”已分给${lexicon.organisations[i]!.name}（相似度${likeness.toFixed(2)}）`,
        weight,
      });
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
