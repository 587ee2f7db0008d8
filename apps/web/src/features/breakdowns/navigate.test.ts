import type { Decision } from '@luoshi/server/modules/breakdowns/contract';
import type { Section, Sentence } from '@luoshi/server/modules/reports/contract';
import { expect, test } from 'vitest';
import { mergeCandidate, nextPending, outline, shownSentences } from './navigate.ts';

const sentences = ['a', 'b', 'c', 'd'].map((id, at) => ({
  id,
  number: at + 1,
  section: at < 2 ? 'h1' : 'h2',
})) as Sentence[];
const decisions = (dispositions: Record<string, string>, merged: Record<string, string> = {}) =>
  new Map(
    sentences.map(({ id }) => [
      id,
      { sentence: id, disposition: dispositions[id] ?? 'pending', mergedInto: merged[id] ?? null } as Decision,
    ]),
  );

test('the next pending sentence is looked for past the end, too', () => {
  expect(nextPending(sentences, decisions({ c: 'single', d: 'none' }), 'b')).toBe('a');
  expect(nextPending(sentences, decisions({ a: 'single', c: 'single', d: 'none' }), 'b')).toBeNull();
});

test('a sentence that was just decided stays in sight while it is the current one', () => {
  const shown = shownSentences(sentences, decisions({ b: 'single', c: 'single' }), 'pending', 'b');
  expect(shown.map(({ id }) => id)).toEqual(['a', 'b', 'd']);
});

test('merging goes on behind what has been merged and past what is no item', () => {
  expect(mergeCandidate(sentences, decisions({ b: 'merged', c: 'none' }, { b: 'a' }), 'a')?.id).toBe('d');
  expect(mergeCandidate(sentences, decisions({ b: 'merged' }, { b: 'a' }), 'b')?.id).toBe('c');
  expect(mergeCandidate(sentences, decisions({}), 'd')).toBeNull();
});

test('the outline counts of a part are the sum of its sections', () => {
  const sections = [
    { id: 'p', parent: '' },
    { id: 'h1', parent: 'p' },
    { id: 'empty', parent: 'p' },
    { id: 'h2', parent: 'p' },
  ] as Section[];
  const entries = outline(sections, sentences, decisions({ a: 'single', c: 'none', d: 'merged' }));
  expect(entries.map(({ section, first, decided, total }) => [section.id, first, decided, total])).toEqual([
    ['p', 'a', 3, 4],
    ['h1', 'a', 1, 2],
    ['h2', 'c', 2, 2],
  ]);
});
