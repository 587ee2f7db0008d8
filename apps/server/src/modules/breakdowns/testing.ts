/** For the tests of the pure core: a breakdown made from sentences, and arbitrary actions on it. */
import fc from 'fast-check';
import type { Action } from './lifecycle.ts';
import { type BreakdownState, pending, type SentenceFacts } from './state.ts';

export interface MadeSentence {
  text: string;
  task?: boolean;
  leads?: string[];
  due?: string;
  /** Offsets inside the sentence where further tasks begin. */
  tasksAt?: number[];
}

/** Ids that count up, the same in every run. */
export function countingIds(): () => string {
  let n = 0;
  return () => `new-${++n}`;
}

export function breakdownOf(made: readonly MadeSentence[], year = 2026): BreakdownState {
  let text = '';
  const sentences = made.map((one, i): SentenceFacts => {
    const start = text.length;
    text += `${one.text}\n`;
    const end = start + one.text.length;
    const leads = (one.leads ?? []).map((id, k) => ({ organisationId: id, name: id, score: 10 - k, because: [] }));
    const starts = [start, ...(one.tasksAt ?? []).map((at) => start + at)];
    const tasks = starts.map((at, k) => ({ start: at, end: starts[k + 1] ?? end, due: one.due ?? '', leads }));
    const task = one.task ?? true;
    return {
      id: `s${i + 1}`,
      number: i + 1,
      start,
      end,
      task,
      reason: task ? '' : 'slogan',
      tasks: task ? tasks : [],
      clauses: [],
      itemId: `item-${i + 1}`,
    };
  });
  return { text, year, sentences, decisions: new Map(sentences.map(({ id }) => [id, pending(id)])) };
}

const CHARACTERS = [...'新建改造完成提升道路学校水库项目十二个，万亩年内推进保障民生安全发展𠮷'];

export const arbitraryBreakdown = fc
  .array(
    fc.record({
      text: fc.array(fc.constantFrom(...CHARACTERS), { minLength: 4, maxLength: 24 }).map((cs) => `建${cs.join('')}。`),
      task: fc.boolean(),
      leads: fc.subarray(['o1', 'o2', 'o3']),
      due: fc.constantFrom('', '2026-03-31', '2026-06-30'),
    }),
    { minLength: 2, maxLength: 8 },
  )
  .map((made) => breakdownOf(made));

/** An action on any sentence, sensible or not; the lifecycle refuses the senseless ones. */
export function arbitraryAction(state: BreakdownState): fc.Arbitrary<Action> {
  const sentence = fc.constantFrom(...state.sentences.map(({ id }) => id));
  const leads = fc.subarray(['o1', 'o2', 'o3', 'o4']);
  return fc.oneof(
    fc.record({ kind: fc.constant('accept' as const), sentence, leads: fc.option(leads, { nil: undefined }) }),
    fc
      .record({
        sentence,
        shares: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 3 }),
      })
      .map(({ sentence: id, shares }) => {
        const facts = state.sentences.find((one) => one.id === id) ?? state.sentences[0]!;
        return {
          kind: 'split' as const,
          sentence: id,
          at: shares.map((s) => facts.start + Math.floor(s * (facts.end - facts.start))),
        };
      }),
    fc.nat().map((i) => {
      const at = i % (state.sentences.length - 1);
      return { kind: 'merge' as const, sentence: state.sentences[at]!.id, next: state.sentences[at + 1]!.id };
    }),
    fc.record({ kind: fc.constant('merge' as const), sentence, next: sentence }),
    fc.record({ kind: fc.constant('reject' as const), sentence, reason: fc.constantFrom('上年已办结', '无实施主体') }),
    fc.record({ kind: fc.constant('reopen' as const), sentence }),
    fc
      .record({ sentence, wording: fc.constantFrom('改写甲', '改写乙'), leads, nth: fc.nat(3) })
      .map(({ sentence: id, wording, leads: chosen, nth }) => ({
        kind: 'edit-item' as const,
        sentence: id,
        item: nth === 0 ? id.replace('s', 'item-') : `new-${nth}`,
        change: { wording, leads: chosen },
      })),
    fc.record({
      kind: fc.constant('bulk-accept' as const),
      sentences: fc.option(fc.subarray(state.sentences.map(({ id }) => id)), { nil: undefined }),
    }),
  );
}
