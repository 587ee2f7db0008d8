import type { Breakdown, Decision, Edited } from '@luoshi/server/modules/breakdowns/contract';
import { expect, test } from 'vitest';
import { mergeEdited } from './merge-edited.ts';

const decision = (sentence: string, rowVersion: number, disposition = 'pending') =>
  ({ sentence, rowVersion, disposition }) as Decision;
const sum = (pending: number) => ({ sentences: 2, single: 0, split: 0, merged: 0, none: 0, pending, items: 0 });
const breakdown = {
  decisions: [decision('a', 3, 'single'), decision('b', 1)],
  revision: 7,
  reconciliation: sum(1),
  stage: 'draft',
} as unknown as Breakdown;

test('an answer that was overtaken takes nothing back', () => {
  const late: Edited = { decisions: [decision('a', 2)], revision: 6, reconciliation: sum(2) };
  expect(mergeEdited(breakdown, late)).toBe(breakdown);
});

test("another's edit comes in and leaves the rest as it is", () => {
  const merged = mergeEdited(breakdown, { decisions: [decision('b', 2, 'none')], revision: 8, reconciliation: sum(0) });
  expect(merged.decisions[0]).toBe(breakdown.decisions[0]);
  expect(merged.decisions[1]?.disposition).toBe('none');
  expect(merged.reconciliation.pending).toBe(0);
  expect(merged.revision).toBe(8);
});

test('a breakdown that was issued meanwhile becomes read-only', () => {
  const merged = mergeEdited(breakdown, { decisions: [], revision: 8, reconciliation: sum(1), stage: 'issued' });
  expect(merged.stage).toBe('issued');
});
