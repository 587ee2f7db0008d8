import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../platform/errors.ts';
import { type Action, apply, withDecisions } from './lifecycle.ts';
import { reconcile } from './reconcile.ts';
import { type BreakdownState, wordsAt } from './state.ts';
import { arbitraryAction, arbitraryBreakdown, breakdownOf, countingIds } from './testing.ts';

function run(state: BreakdownState, ...actions: Action[]): BreakdownState {
  const newId = countingIds();
  return actions.reduce((now, action) => withDecisions(now, apply(now, action, newId).after), state);
}
const itemsOf = (state: BreakdownState, sentence: string) => state.decisions.get(sentence)?.items ?? [];
const words = (state: BreakdownState, sentence: string) =>
  itemsOf(state, sentence).map((item) => item.wording ?? wordsAt(state.text, item.anchors));

const three = breakdownOf([
  { text: '新建农村公路二十公里，改造危桥三座。', leads: ['交通', '发改'], due: '2026-06-30' },
  { text: '同步完善安防设施。', leads: ['公安'] },
  { text: '让群众出行更安全！', task: false },
]);

describe('accept', () => {
  test('takes the first proposal, the due date of the words, and the fixed id', () => {
    const [item] = itemsOf(run(three, { kind: 'accept', sentence: 's1' }), 's1');
    expect(item).toMatchObject({ id: 'item-1', leads: ['交通'], due: '2026-06-30', wording: null });
  });
  test('falls back on the end of the plan year', () => {
    const [item] = itemsOf(run(three, { kind: 'accept', sentence: 's2' }), 's2');
    expect(item?.due).toBe('2026-12-31');
  });
  test('the leads given outrank the proposal, each once', () => {
    const [item] = itemsOf(run(three, { kind: 'accept', sentence: 's1', leads: ['水利', '发改', '水利'] }), 's1');
    expect(item?.leads).toEqual(['水利', '发改']);
  });
  test('accepting a targets sentence takes each of its promises; with a lead it becomes one item', () => {
    const targets = breakdownOf([{ text: '生产总值增长五个点；新增就业六千人。', tasksAt: [10] }]);
    expect(words(run(targets, { kind: 'accept', sentence: 's1' }), 's1')).toHaveLength(2);
    const led = run(targets, { kind: 'accept', sentence: 's1', leads: ['发改'] });
    expect(itemsOf(led, 's1')).toMatchObject([{ leads: ['发改'] }]);
  });
  test('accepting a merged sentence takes its words out of the item that it had joined', () => {
    const state = run(three, { kind: 'merge', sentence: 's1', next: 's2' }, { kind: 'accept', sentence: 's2' });
    expect(words(state, 's1')).toEqual(['新建农村公路二十公里，改造危桥三座。']);
    expect(words(state, 's2')).toEqual(['同步完善安防设施。']);
  });
});

describe('split', () => {
  const at = three.text.indexOf('改造');
  test('pieces cover the sentence', () => {
    expect(words(run(three, { kind: 'split', sentence: 's1', at: [at] }), 's1')).toEqual([
      '新建农村公路二十公里，',
      '改造危桥三座。',
    ]);
  });
  test('a piece is due when its own words say, else when the words before it say', () => {
    const dated = breakdownOf([{ text: '一季度开工三座桥，全面铺开护坡；6月底前建成两座。', due: '2026-06-30' }]);
    const cuts = [dated.text.indexOf('全面'), dated.text.indexOf('6月')];
    const state = run(dated, { kind: 'split', sentence: 's1', at: cuts });
    expect(itemsOf(state, 's1').map((item) => item.due)).toEqual(['2026-03-31', '2026-03-31', '2026-06-30']);
  });
  test('a further cut keeps the items that stand', () => {
    const state = run(
      three,
      { kind: 'split', sentence: 's1', at: [at] },
      { kind: 'edit-item', sentence: 's1', item: 'new-1', change: { leads: ['水利'], wording: '改造三座危桥' } },
      { kind: 'split', sentence: 's1', at: [at, three.text.indexOf('二十')] },
    );
    expect(words(state, 's1')).toEqual(['新建农村公路', '二十公里，', '改造三座危桥']);
    expect(itemsOf(state, 's1').at(-1)).toMatchObject({ id: 'new-1', leads: ['水利'] });
  });
  test('pieces inherit what a person had settled on the whole', () => {
    const state = run(
      three,
      { kind: 'edit-item', sentence: 's1', item: 'item-1', change: { leads: ['水利'], due: '2026-09-30' } },
      { kind: 'split', sentence: 's1', at: [at] },
    );
    expect(itemsOf(state, 's1').map(({ leads, due }) => [leads, due])).toEqual([
      [['水利'], '2026-09-30'],
      [['水利'], '2026-09-30'],
    ]);
  });
  test.each([
    ['at its start', 0],
    ['behind its end', three.text.length - 1],
    ['before its last mark only', three.text.indexOf('。')],
  ])('a cut %s is refused', (_, cut) => {
    expect(() => run(three, { kind: 'split', sentence: 's1', at: [cut] })).toThrow(/第1句/);
  });
  test('a cut inside a character of two units is refused', () => {
    const rare = breakdownOf([{ text: '修缮𠮷家渠道。' }]);
    expect(() => run(rare, { kind: 'split', sentence: 's1', at: [3] })).toThrow(/一个字中间/);
  });
});

describe('merge', () => {
  test('the next sentence joins the item, chains follow, and a settled lead of the joiner is kept', () => {
    const state = run(
      three,
      { kind: 'accept', sentence: 's1' },
      { kind: 'accept', sentence: 's2', leads: ['公安'] },
      { kind: 'merge', sentence: 's2', next: 's3' },
      { kind: 'merge', sentence: 's1', next: 's2' },
    );
    expect(words(state, 's1')).toEqual([three.text.replaceAll('\n', '')]);
    expect(itemsOf(state, 's1')[0]?.leads).toEqual(['交通', '公安']);
    expect([...state.decisions.values()].map((d) => d.mergedInto)).toEqual([null, 's1', 's1']);
  });
  test('rewordings of both sides are joined, none is lost', () => {
    const state = run(
      three,
      { kind: 'edit-item', sentence: 's2', item: 'item-2', change: { wording: '补齐安防设施。' } },
      { kind: 'merge', sentence: 's1', next: 's2' },
    );
    expect(words(state, 's1')).toEqual(['新建农村公路二十公里，改造危桥三座。补齐安防设施。']);
  });
  test('only the next one: sentences in between must be settled', () => {
    expect(() => run(three, { kind: 'merge', sentence: 's1', next: 's3' })).toThrow(AppError);
    const state = run(
      three,
      { kind: 'reject', sentence: 's2', reason: '已办结' },
      { kind: 'merge', sentence: 's1', next: 's3' },
    );
    expect(state.decisions.get('s3')?.mergedInto).toBe('s1');
    expect(() => run(three, { kind: 'merge', sentence: 's2', next: 's1' })).toThrow(/下一句/);
    expect(() => run(three, { kind: 'merge', sentence: 's2', next: 's2' })).toThrow(/下一句/);
  });
  test('rejecting the host lets go of those that had joined', () => {
    const state = run(
      three,
      { kind: 'merge', sentence: 's1', next: 's2' },
      { kind: 'reject', sentence: 's1', reason: '已办结' },
    );
    expect(state.decisions.get('s2')).toMatchObject({ disposition: 'pending', mergedInto: null });
  });
});

describe('edit and bulk accept', () => {
  test('the original wording typed in again is no rewording', () => {
    const state = run(
      three,
      { kind: 'edit-item', sentence: 's2', item: 'item-2', change: { wording: '改写' } },
      { kind: 'edit-item', sentence: 's2', item: 'item-2', change: { wording: '同步完善安防设施。' } },
    );
    expect(itemsOf(state, 's2')[0]?.wording).toBeNull();
  });
  test('a unit that leads does not support as well', () => {
    const change = { leads: ['交通'], supports: ['交通', '公安'] };
    const state = run(three, { kind: 'edit-item', sentence: 's1', item: 'item-1', change });
    expect(itemsOf(state, 's1')[0]?.supports).toEqual(['公安']);
  });
  test('an unknown item says so', () => {
    expect(() => run(three, { kind: 'edit-item', sentence: 's1', item: 'gone', change: {} })).toThrow(/没有这个事项/);
  });
  test('tasks become items, the rest keeps the engine’s reason, decided ones stay', () => {
    const state = run(three, { kind: 'reject', sentence: 's1', reason: '已办结' }, { kind: 'bulk-accept' });
    expect([...state.decisions.values()].map((d) => [d.disposition, d.reason])).toEqual([
      ['none', '已办结'],
      ['single', ''],
      ['none', '号召性表述'],
    ]);
    expect(itemsOf(state, 's2')[0]?.confirmed).toBe(false);
  });
  test('a targets sentence becomes one item a task', () => {
    const targets = breakdownOf([{ text: '生产总值增长五个点；新增就业六千人。', tasksAt: [10] }]);
    expect(words(run(targets, { kind: 'bulk-accept' }), 's1')).toEqual(['生产总值增长五个点；', '新增就业六千人。']);
  });
});

describe('a lead-in', () => {
  test('stays anchored with the first piece, whose wording begins with the task', () => {
    const targets = breakdownOf([{ text: '主要目标是：生产总值增长五个点；新增就业六千人。', tasksAt: [6, 16] }]);
    // The first task begins behind the lead-in.
    const [facts] = targets.sentences;
    const tasks = facts!.tasks.slice(1);
    const led = { ...targets, sentences: [{ ...facts!, tasks }] };
    const state = run(led, { kind: 'bulk-accept' });
    expect(words(state, 's1')).toEqual(['生产总值增长五个点。', '新增就业六千人。']);
    expect(itemsOf(state, 's1')[0]?.anchors[0]?.start).toBe(0);
  });
});

/** Runs whatever of the actions is not refused. */
function attempt(
  state: BreakdownState,
  actions: readonly Action[],
  each?: (before: BreakdownState, after: BreakdownState) => void,
) {
  const newId = countingIds();
  let now = state;
  for (const action of actions) {
    let step: ReturnType<typeof apply>;
    try {
      step = apply(now, action, newId);
    } catch (error) {
      if (error instanceof AppError) continue;
      throw error;
    }
    const after = withDecisions(now, step.after);
    expect(withDecisions(after, step.before).decisions).toEqual(now.decisions);
    each?.(now, after);
    now = after;
  }
  return now;
}

const histories = arbitraryBreakdown.chain((state) =>
  fc.tuple(fc.constant(state), fc.array(arbitraryAction(state), { maxLength: 25 })),
);

describe('whatever people do', () => {
  test('the sum adds up and undo gives back the exact state before', () => {
    fc.assert(
      fc.property(histories, ([state, actions]) => {
        attempt(state, actions, (_, after) => {
          const sum = reconcile(after);
          expect(sum.single + sum.split + sum.merged + sum.none + sum.pending).toBe(state.sentences.length);
          expect(sum.items).toBe([...after.decisions.values()].flatMap((d) => d.items).length);
        });
      }),
      { numRuns: 300 },
    );
  });
  test('every character of a sentence taken up stays anchored, nothing else is, and ids are unique', () => {
    fc.assert(
      fc.property(histories, ([state, actions]) => {
        attempt(state, actions, (_, after) => {
          const items = [...after.decisions.values()].flatMap((d) => d.items);
          expect(new Set(items.map((item) => item.id)).size).toBe(items.length);
          const covered = new Map<number, number>();
          for (const anchor of items.flatMap((item) => item.anchors)) {
            for (let i = anchor.start; i < anchor.end; i++) covered.set(i, (covered.get(i) ?? 0) + 1);
          }
          for (const facts of state.sentences) {
            const taken = ['single', 'split', 'merged'].includes(after.decisions.get(facts.id)?.disposition ?? '');
            for (let i = facts.start; i < facts.end; i++) expect(covered.get(i) ?? 0).toBe(taken ? 1 : 0);
          }
        });
      }),
      { numRuns: 300 },
    );
  });
});
