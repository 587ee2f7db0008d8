import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../platform/errors.ts';
import { carryOver } from './carry-over.ts';
import { type Action, apply, withDecisions } from './lifecycle.ts';
import { type BreakdownState, wordsAt } from './state.ts';
import { arbitraryAction, arbitraryBreakdown, breakdownOf, countingIds } from './testing.ts';

const ROADS = '新建农村公路二十公里，改造危桥三座，完善沿线安防设施。';
const SCHOOLS = '改扩建乡镇寄宿制学校四所，新增学位一千二百个。';
const WATER = '实施城区供水管网更新改造工程，漏损率降到百分之九以内。';
const PARKING = '利用边角空地建设公共停车场六处。';

function decided(sentences: string[], ...actions: Action[]): BreakdownState {
  const newId = countingIds();
  const state = breakdownOf(sentences.map((text) => ({ text, leads: ['甲'] })));
  return actions.reduce((now, action) => withDecisions(now, apply(now, action, newId).after), state);
}
const carry = (old: BreakdownState, sentences: string[]) => {
  const next = breakdownOf(sentences.map((text) => ({ text })));
  return { next, ...carryOver(old, next, countingIds()) };
};

describe('what became of each sentence', () => {
  test('unchanged, changed, added and removed, in the order of the new version', () => {
    const { rows } = carry(decided([ROADS, SCHOOLS, WATER]), [ROADS, PARKING, WATER.replace('百分之九', '百分之八')]);
    expect(rows.map((row) => [row.carried, row.before?.number ?? null, row.after?.number ?? null])).toEqual([
      ['unchanged', 1, 1],
      ['added', null, 2],
      ['removed', 2, null],
      ['changed', 3, 3],
    ]);
  });
  test('a sentence that changed its place is moved', () => {
    const { rows } = carry(decided([ROADS, SCHOOLS, WATER, PARKING]), [PARKING, ROADS, SCHOOLS, WATER]);
    expect(rows.map((row) => row.carried)).toEqual(['moved', 'unchanged', 'unchanged', 'unchanged']);
  });
  test('layout alone is no change', () => {
    const { rows } = carry(decided([ROADS]), [ROADS.replace('，', ',').replace('改造', '改\n  造')]);
    expect(rows[0]?.carried).toBe('unchanged');
  });
});

describe('decisions', () => {
  test('a split keeps its cuts when words before them change', () => {
    const at = ROADS.indexOf('改造');
    const old = decided(
      [ROADS],
      { kind: 'split', sentence: 's1', at: [at] },
      {
        kind: 'edit-item',
        sentence: 's1',
        item: 'item-1',
        change: { wording: '修路', leads: ['交通'], due: '2026-09-30' },
      },
    );
    const { next, decisions } = carry(old, [SCHOOLS, ROADS.replace('二十公里', '二百三十五公里')]);
    expect(decisions[1]?.items.map((item) => wordsAt(next.text, item.anchors))).toEqual([
      '新建农村公路二百三十五公里，',
      '改造危桥三座，完善沿线安防设施。',
    ]);
    expect(decisions[1]?.items[0]).toMatchObject({ wording: '修路', leads: ['交通'], due: '2026-09-30', id: 'item-2' });
  });
  test('a merge comes along, and falls apart when its host is gone', () => {
    const old = decided([ROADS, SCHOOLS], { kind: 'merge', sentence: 's1', next: 's2' });
    const along = carry(old, [WATER, ROADS, SCHOOLS]);
    expect(along.decisions.map((d) => d.disposition)).toEqual(['pending', 'single', 'merged']);
    expect(along.decisions[1]?.items[0]?.anchors.map((a) => a.sentence)).toEqual(['s2', 's3']);
    expect(carry(old, [SCHOOLS]).decisions.map((d) => d.disposition)).toEqual(['pending']);
  });
  test('a sentence rewritten through and through is decided anew', () => {
    const old = decided([ROADS], { kind: 'reject', sentence: 's1', reason: '已办结' });
    const { rows, decisions } = carry(old, ['新建农村公路四十公里，硬化村组道路一百公里，完善公交站点二十处。']);
    expect(decisions[0]?.disposition).toBe('pending');
    expect(rows.some((row) => row.decisionKept)).toBe(false);
  });
});

const histories = fc
  .tuple(arbitraryBreakdown, arbitraryBreakdown)
  .chain(([state, other]) =>
    fc.tuple(
      fc.constant(state),
      fc.constant(other),
      fc.array(arbitraryAction(state), { maxLength: 12 }),
      fc.array(fc.nat(20), { maxLength: 12 }),
    ),
  );

describe('whatever was decided and however the text was rearranged', () => {
  test('the same text keeps every decision', () => {
    fc.assert(
      fc.property(histories, ([state, , actions]) => {
        const old = attempt(state, actions);
        const { decisions } = carryOver(old, state, countingIds());
        const shape = (ds: Iterable<{ disposition: string; items: { anchors: unknown; leads: string[] }[] }>) =>
          [...ds].map((d) => [d.disposition, d.items.map((item) => [item.anchors, item.leads])]);
        // Doubled sentences are matched in their order, so the text with itself is the identity.
        expect(shape(decisions)).toEqual(shape(old.decisions.values()));
      }),
      { numRuns: 150 },
    );
  });
  test('anchors cover exactly what is taken up, and every sentence of both versions is listed once', () => {
    fc.assert(
      fc.property(histories, ([state, other, actions, picks]) => {
        const old = attempt(state, actions);
        const pool = [
          ...state.sentences.map((s) => state.text.slice(s.start, s.end)),
          ...other.sentences.map((s) => other.text.slice(s.start, s.end)),
        ];
        const next = breakdownOf(picks.map((i) => ({ text: pool[i % pool.length] ?? '' })));
        const { rows, decisions } = carryOver(old, next, countingIds());
        expect(rows.flatMap((row) => row.after?.id ?? []).sort()).toEqual(next.sentences.map((s) => s.id).sort());
        expect(rows.flatMap((row) => row.before?.id ?? []).sort()).toEqual(old.sentences.map((s) => s.id).sort());
        const anchors = decisions.flatMap((d) => d.items).flatMap((item) => item.anchors);
        for (const facts of next.sentences) {
          const decision = decisions.find((d) => d.sentence === facts.id);
          const length = anchors.filter((a) => a.sentence === facts.id).reduce((sum, a) => sum + a.end - a.start, 0);
          const taken = ['single', 'split', 'merged'].includes(decision?.disposition ?? '');
          expect(length).toBe(taken ? facts.end - facts.start : 0);
        }
      }),
      { numRuns: 150 },
    );
  });
});

function attempt(state: BreakdownState, actions: readonly Action[]): BreakdownState {
  const newId = countingIds();
  let now = state;
  for (const action of actions) {
    try {
      now = withDecisions(now, apply(now, action, newId).after);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  return now;
}
