/**
 * The one writer of dispositions. Pure: a breakdown + an action -> the decisions it changes, as they were and as they
 * become. Throws AppError where the action makes no sense. Undo is putting `before` back.
 */
import type { Span } from '../../contract.ts';
import { AppError } from '../../platform/errors.ts';
import { inherit, inOrder, proposeItem, union } from './draft.ts';
import {
  type BreakdownState,
  type DecisionState,
  type DraftState,
  ended,
  pending,
  type Quarter,
  type SentenceFacts,
  wordsAt,
} from './state.ts';
import { WorkingCopy } from './working-copy.ts';

export interface ItemChange {
  wording?: string;
  leads?: string[];
  supports?: string[];
  sponsorId?: string | null;
  due?: string | null;
  quarters?: Quarter[];
}

export type Action =
  | { kind: 'accept'; sentence: string; leads?: string[] }
  | { kind: 'split'; sentence: string; at: readonly number[] }
  | { kind: 'merge'; sentence: string; next: string }
  | { kind: 'reject'; sentence: string; reason: string }
  | { kind: 'reopen'; sentence: string }
  | { kind: 'edit-item'; sentence: string; item: string; change: ItemChange }
  | { kind: 'bulk-accept'; sentences?: readonly string[] };

/** What an action does to a breakdown. `before` and `after` name the same sentences in the same order. */
export interface Step {
  before: DecisionState[];
  after: DecisionState[];
}

/** Applies an action. `newId` supplies ids for the items that a split adds. */
export function apply(state: BreakdownState, action: Action, newId: () => string): Step {
  const copy = new WorkingCopy(state, newId);
  switch (action.kind) {
    case 'accept':
      if (action.leads === undefined && copy.get(action.sentence).disposition === 'pending')
        take(copy, action.sentence);
      else accept(copy, action.sentence, action.leads);
      break;
    case 'split':
      split(copy, action.sentence, action.at);
      break;
    case 'merge':
      merge(copy, action.sentence, action.next);
      break;
    case 'reject':
      letGo(copy, action.sentence);
      copy.put({ ...pending(action.sentence), disposition: 'none', reason: action.reason });
      break;
    case 'reopen':
      letGo(copy, action.sentence);
      copy.put(pending(action.sentence));
      break;
    case 'edit-item':
      editItem(copy, action.sentence, action.item, action.change);
      break;
    case 'bulk-accept':
      bulkAccept(copy, action.sentences);
      break;
  }
  return copy.step();
}

/** The breakdown with these decisions in place of the ones it has. */
export function withDecisions(state: BreakdownState, decisions: readonly DecisionState[]): BreakdownState {
  const next = new Map(state.decisions);
  for (const decision of decisions) next.set(decision.sentence, decision);
  return { ...state, decisions: next };
}

/** What accepting a pending sentence would make. */
export function proposal(state: BreakdownState, facts: SentenceFacts): DraftState {
  return proposeItem(state, facts, facts, facts.itemId);
}

/** Why the engine would not take a sentence up, in the words that the decision keeps. */
export const ENGINE_REASONS: Record<string, string> = {
  heading: '标题',
  slogan: '号召性表述',
  framing: '形势、原则等总括性表述',
  closing: '结束语',
  review: '已取得的成绩',
  salutation: '称谓',
  other: '不在计划部分',
};

/** Where the engine's own tasks cut a sentence: a targets sentence holds one task a clause, each an item of its own. */
export function proposedCuts(text: string, facts: SentenceFacts): number[] {
  const cuts = facts.tasks.slice(1).map((task) => task.start);
  const apart = facts.tasks.every((task) => task.start < task.end && hasWords(text, task));
  return apart && cuts.every((cut) => cut > facts.start && cut < facts.end) ? cuts : [];
}

/** Takes a pending sentence as the engine proposes it. */
function take(copy: WorkingCopy, sentence: string): void {
  const cuts = proposedCuts(copy.state.text, copy.facts(sentence));
  if (cuts.length > 0) split(copy, sentence, cuts);
  else accept(copy, sentence);
}

function accept(copy: WorkingCopy, sentence: string, leads?: string[]): void {
  const now = copy.get(sentence);
  const facts = copy.facts(sentence);
  if (now.disposition === 'single') {
    const item = only(now);
    copy.put({ ...now, items: [tidy({ ...item, leads: leads ?? item.leads, confirmed: true })] });
    return;
  }
  const followers = copy.followersOf(sentence);
  if (now.disposition === 'merged') copy.detach(sentence);
  const fresh = inherit(proposeItem(copy.state, facts, facts, facts.itemId), now.items);
  const item = tidy({
    ...fresh,
    anchors: inOrder([...fresh.anchors, ...followers.map((id) => copy.wholeOf(id))]),
    leads: leads ?? fresh.leads,
    confirmed: true,
  });
  copy.put({ sentence, disposition: 'single', reason: '', mergedInto: null, items: [item] });
}

function split(copy: WorkingCopy, sentence: string, at: readonly number[]): void {
  const facts = copy.facts(sentence);
  const spans = pieces(copy.state.text, facts, at);
  const now = copy.get(sentence);
  if (now.disposition === 'merged') copy.detach(sentence);
  const followers = copy.followersOf(sentence);
  // A piece that stands already keeps its item; a new one inherits from the pieces that it overlaps.
  const standing = spans.map((span) =>
    now.items.find((old) =>
      old.anchors.some((a) => a.sentence === sentence && a.start === span.start && a.end === span.end),
    ),
  );
  const free = [facts.itemId].filter((id) => !standing.some((item) => item?.id === id));
  const items = spans.map((span, i) => {
    const item = standing[i];
    if (item) return { ...item, anchors: item.anchors.filter((a) => a.sentence === sentence) };
    const replaced = now.items.filter((old) => overlaps(old, sentence, span));
    return inherit(proposeItem(copy.state, facts, span, free.pop() ?? copy.newId()), replaced);
  });
  const last = items.at(-1);
  if (last) last.anchors = inOrder([...last.anchors, ...followers.map((id) => copy.wholeOf(id))]);
  copy.put({ sentence, disposition: 'split', reason: '', mergedInto: null, items });
}

function merge(copy: WorkingCopy, sentence: string, next: string): void {
  const here = copy.get(sentence);
  const root = here.mergedInto ?? sentence;
  checkNext(copy, sentence, root, next);
  if (copy.get(root).items.length === 0) accept(copy, root);
  const joining = copy.get(next);
  const joined = [next, ...copy.followersOf(next)];
  for (const id of joined) copy.put({ ...pending(id), disposition: 'merged', mergedInto: root });

  const host = copy.get(root);
  const item = host.items.at(-1);
  if (!item) throw new Error(`no item to merge into: ${root}`);
  const settled = joining.items.filter((old) => old.confirmed);
  const reworded = item.wording !== null || joining.items.some((old) => old.wording !== null);
  const said = joining.items.length > 0 ? joining.items : [{ wording: null, anchors: [copy.wholeOf(next)] }];
  const merged = tidy({
    ...item,
    anchors: inOrder([...item.anchors, ...joined.map((id) => copy.wholeOf(id))]),
    // Nobody's rewording is lost: once either side was reworded, the wordings are joined.
    wording: reworded
      ? [item, ...said].map((old) => old.wording ?? wordsAt(copy.state.text, old.anchors)).join('')
      : null,
    leads: [item.leads, ...settled.map((old) => old.leads)].flat(),
    supports: [item.supports, ...settled.map((old) => old.supports)].flat(),
    sponsorId: item.sponsorId ?? settled.find((old) => old.sponsorId)?.sponsorId ?? null,
    quarters: [...item.quarters, ...settled.flatMap((old) => old.quarters)],
    confirmed: item.confirmed || settled.length > 0,
  });
  copy.put({ ...host, items: [...host.items.slice(0, -1), merged] });
}

function editItem(copy: WorkingCopy, sentence: string, itemId: string, change: ItemChange): void {
  if (copy.get(sentence).disposition === 'pending' && copy.facts(sentence).itemId === itemId) accept(copy, sentence);
  const now = copy.get(sentence);
  const item = now.items.find((candidate) => candidate.id === itemId);
  if (!item) {
    const where = `第${copy.facts(sentence).number}句`;
    throw new AppError('NOT_FOUND', `${where}下没有这个事项，可能已被拆分、并入或撤销，请刷新后再改`);
  }
  const own = wordsAt(copy.state.text, item.anchors);
  const unchanged = change.wording === own || change.wording === ended(own);
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const edited = tidy({ ...item, ...given, confirmed: true });
  if (unchanged) edited.wording = null;
  copy.put({ ...now, items: now.items.map((candidate) => (candidate.id === itemId ? edited : candidate)) });
}

function bulkAccept(copy: WorkingCopy, sentences?: readonly string[]): void {
  const wanted = sentences ? new Set(sentences) : null;
  for (const id of wanted ?? []) copy.facts(id);
  for (const facts of copy.state.sentences) {
    if ((wanted && !wanted.has(facts.id)) || copy.get(facts.id).disposition !== 'pending') continue;
    if (!facts.task) {
      copy.put({
        ...pending(facts.id),
        disposition: 'none',
        reason: ENGINE_REASONS[facts.reason] ?? ENGINE_REASONS.other ?? '',
      });
      continue;
    }
    take(copy, facts.id);
    const made = copy.get(facts.id);
    copy.put({ ...made, items: made.items.map((item) => ({ ...item, confirmed: false })) });
  }
}

/** Takes the sentence out of what it stands in; sentences that had joined its item go back to pending. */
function letGo(copy: WorkingCopy, sentence: string): void {
  copy.facts(sentence);
  if (copy.get(sentence).disposition === 'merged') copy.detach(sentence);
  for (const id of copy.followersOf(sentence)) copy.put(pending(id));
}

/** The sentence cut at these offsets; refused where a piece would have no words. */
function pieces(text: string, facts: SentenceFacts, at: readonly number[]): Span[] {
  const cuts = [...new Set(at)].sort((a, b) => a - b);
  for (const cut of cuts) checkCut(text, facts, cut);
  const edges = [facts.start, ...cuts, facts.end];
  const spans = edges.slice(1).map((end, i) => ({ start: edges[i] ?? facts.start, end }));
  if (spans.every((span) => hasWords(text, span))) return spans;
  const message = `第${facts.number}句按所选位置拆分后，有一段只剩标点，请换一个拆分点`;
  throw new AppError('SPLIT_OUTSIDE_SENTENCE', message, { at: cuts });
}

const hasWords = (text: string, span: Span): boolean => /[\p{L}\p{N}]/u.test(text.slice(span.start, span.end));

function checkCut(text: string, facts: SentenceFacts, cut: number): void {
  if (cut <= facts.start || cut >= facts.end) {
    throw new AppError('SPLIT_OUTSIDE_SENTENCE', `拆分点不在第${facts.number}句之内，请在句中选择拆分位置`, {
      at: cut,
    });
  }
  const code = text.charCodeAt(cut);
  if (code >= 0xdc00 && code <= 0xdfff) {
    throw new AppError('SPLIT_OUTSIDE_SENTENCE', `拆分点落在第${facts.number}句的一个字中间，请向后移一位`, {
      at: cut,
    });
  }
}

// Sentences in between may be passed over only when they are settled: already part of this item, or not taken up.
function checkNext(copy: WorkingCopy, sentence: string, root: string, next: string): void {
  const order = copy.state.sentences;
  const from = order.findIndex((facts) => facts.id === sentence);
  const to = order.findIndex((facts) => facts.id === next);
  const facts = copy.facts(next);
  const here = copy.facts(sentence);
  const joining = copy.get(next);
  if (joining.mergedInto !== null) {
    const host = copy.facts(joining.mergedInto);
    throw new AppError('MERGE_NOT_NEXT', `第${facts.number}句已并入第${host.number}句，请先撤回再并入别处`);
  }
  const passed = order.slice(from + 1, Math.max(to, from + 1)).map((between) => copy.get(between.id));
  const adjacent =
    to > from && passed.every((between) => between.mergedInto === root || between.disposition === 'none');
  if (!adjacent) {
    throw new AppError(
      'MERGE_NOT_NEXT',
      `第${facts.number}句不是第${here.number}句之后的下一句，只能与紧接着的下一句合并`,
    );
  }
}

function only(decision: DecisionState): DraftState {
  const item = decision.items[0];
  if (!item) throw new Error(`a single decision without its item: ${decision.sentence}`);
  return item;
}

/** Each unit once; a unit that leads does not support as well; quarters in order. */
function tidy(item: DraftState): DraftState {
  const leads = union([item.leads]);
  return {
    ...item,
    leads,
    supports: union([item.supports]).filter((id) => !leads.includes(id)),
    quarters: [...item.quarters].sort((a, b) => a.quarter - b.quarter),
  };
}

function overlaps(item: DraftState, sentence: string, span: Span): boolean {
  return item.anchors.some((a) => a.sentence === sentence && a.start < span.end && a.end > span.start);
}
