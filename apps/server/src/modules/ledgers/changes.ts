/** Pure: what an event changed about one item, in words that a person reads. */
import { z } from 'zod';
import type { Change } from '../record/contract.ts';

const Place = z.object({ sentence: z.string(), start: z.number(), end: z.number() });
type Place = z.infer<typeof Place>;

// What the breakdown wrote down of a sentence. An event of another form has nothing to compare.
const Draft = z.object({
  anchors: z.array(Place),
  wording: z.string().nullable(),
  leads: z.array(z.string()),
  supports: z.array(z.string()),
  sponsorId: z.string().nullable(),
  due: z.string().nullable(),
  quarters: z.array(z.object({ quarter: z.number(), text: z.string() })),
  confirmed: z.boolean(),
});
type Draft = z.infer<typeof Draft>;
const Decided = z.object({
  disposition: z.enum(['single', 'split', 'merged', 'none', 'pending']),
  reason: z.string(),
  mergedInto: z.string().nullable(),
  items: z.array(Draft),
});
type Decided = z.infer<typeof Decided>;
const Carried = z.object({ decidedBy: z.object({ name: z.string() }) });
const Issued = z.object({ number: z.string(), documentNumber: z.string() });

/** How the ids and spans of an event are said. */
export interface Names {
  organisation: (id: string) => string;
  person: (id: string) => string;
  sentence: (id: string) => string;
  words: (places: readonly Place[]) => string;
}

export interface Fact {
  before: unknown;
  after: unknown;
}

/**
 * What a decision on a sentence meant for the item that stands on `anchors`. Null where it was about another item of the
 * same sentence only.
 */
export function decisionChanges(fact: Fact, anchors: readonly Place[], names: Names): Change[] | null {
  const before = Decided.safeParse(fact.before).data;
  const after = Decided.safeParse(fact.after).data;
  if (!after) return [];
  const changes: Change[] = [];
  const say = (field: string, was: string, is: string) => {
    if (was !== is) changes.push({ field, before: was, after: is });
  };
  say('处置', before ? dispositionWords(before, names) : '', dispositionWords(after, names));
  const was = before && draftOn(before.items, anchors);
  const is = draftOn(after.items, anchors);
  if (is) {
    const wording = (draft: Draft) => draft.wording ?? names.words(draft.anchors);
    // A first proposal in the report's own words is no rewording.
    if (was || is.wording !== null) say('事项内容', was ? wording(was) : names.words(is.anchors), wording(is));
    const units = (ids: readonly string[] = []) => ids.map(names.organisation).join('、');
    say('牵头单位', units(was?.leads), units(is.leads));
    if (was && !was.confirmed && is.confirmed && units(was.leads) === units(is.leads) && is.leads.length > 0)
      changes.push({ field: '牵头单位', before: `${units(was.leads)}（建议）`, after: `${units(is.leads)}（确认）` });
    say('配合单位', units(was?.supports), units(is.supports));
    const leader = (draft?: Draft) => (draft?.sponsorId ? names.person(draft.sponsorId) : '');
    say('牵头领导', leader(was), leader(is));
    say('完成时限', was?.due ?? '', is.due ?? '');
    say('季度节点', quarterWords(was), quarterWords(is));
  }
  return changes.length === 0 ? null : changes;
}

/** An item comes on the ledger: under which number, by which document. */
export function issueChanges(fact: Fact): Change[] {
  const issued = Issued.safeParse(fact.after).data;
  if (!issued) return [];
  return [
    { field: '编号', before: '', after: issued.number },
    { field: '印发文号', before: '', after: issued.documentNumber },
  ];
}

/** Who had settled in the version before what an event carried over; null where it carried nothing or nobody had. */
export const authorOf = (fact: Fact): string | null => Carried.safeParse(fact.after).data?.decidedBy.name ?? null;

/** The ids that events speak of, to be named. */
export function idsIn(facts: readonly Fact[]): { organisations: string[]; people: string[] } {
  const drafts = facts
    .flatMap((fact) => [fact.before, fact.after])
    .flatMap((side) => Decided.safeParse(side).data?.items ?? []);
  return {
    organisations: [...new Set(drafts.flatMap((draft) => [...draft.leads, ...draft.supports]))],
    people: [...new Set(drafts.flatMap((draft) => draft.sponsorId ?? []))],
  };
}

function dispositionWords({ disposition, reason, mergedInto, items }: Decided, names: Names): string {
  const words = { single: '单独立项', split: '拆分立项', merged: '并入', none: '不立项', pending: '待定' }[disposition];
  if (disposition === 'split') return `${words}（${items.length}项）`;
  if (disposition === 'merged') return mergedInto ? `${words}${names.sentence(mergedInto)}` : words;
  return disposition === 'none' && reason ? `${words}（${reason}）` : words;
}

const QUARTERS = ['', '一季度', '二季度', '三季度', '四季度'];
function quarterWords(draft?: Draft): string {
  return (draft?.quarters ?? []).map((node) => `${QUARTERS[node.quarter] ?? ''}：${node.text}`).join('；');
}

// Drafts have ids of their own: the one that the item stands on is the one that shares most words with it.
function draftOn(drafts: readonly Draft[], anchors: readonly Place[]): Draft | undefined {
  const shared = (draft: Draft) =>
    draft.anchors
      .flatMap((a) =>
        anchors.map((b) => (a.sentence === b.sentence ? Math.min(a.end, b.end) - Math.max(a.start, b.start) : 0)),
      )
      .reduce((sum, length) => sum + Math.max(0, length), 0);
  const [best] = drafts.map((draft) => ({ draft, length: shared(draft) })).sort((a, b) => b.length - a.length);
  return best && best.length > 0 ? best.draft : undefined;
}
