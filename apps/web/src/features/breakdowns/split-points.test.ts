import type { Decision } from '@luoshi/server/modules/breakdowns/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { initialSplit, splitPoints } from './split-points.ts';

const pieces = (text: string, clauses: Decision['clauses'] = []) => {
  const cuts = splitPoints(text, { start: 0, end: text.length }, clauses).map((point) => point.at);
  return [0, ...cuts].map((from, index) => text.slice(from, cuts[index] ?? text.length));
};

test('a sentence can be split after each of its marks, but not after the last', () => {
  expect(pieces('新建学校3所，改造小区8个；完成绿化。')).toEqual(['新建学校3所，', '改造小区8个；', '完成绿化。']);
});

test('marks inside a number do not split it', () => {
  expect(pieces('改造1,200套,惠及3:1的居民。')).toEqual(['改造1,200套,', '惠及3:1的居民。']);
});

test('a sentence in the middle of the text is split at offsets of the text', () => {
  const text = '前一句。办好实事，惠及群众。后一句。';
  expect(
    splitPoints(text, { start: 4, end: 14 }, [
      { start: 4, end: 9 },
      { start: 9, end: 14 },
    ]),
  ).toEqual([{ at: 9, suggested: true, afterLeadIn: false }]);
});

test('no split leaves a piece without words', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('新', '建', '3', '，', '；', '。', '、', ' '), maxLength: 30 }),
      (text) => {
        for (const point of splitPoints(text, { start: 0, end: text.length }, [])) {
          expect(text.slice(0, point.at)).toMatch(/[\p{L}\p{N}]/u);
          expect(text.slice(point.at)).toMatch(/[\p{L}\p{N}]/u);
        }
      },
    ),
  );
});

test('splitting again starts from the split that stands', () => {
  const points = [
    { at: 6, suggested: true, afterLeadIn: false },
    { at: 12, suggested: false, afterLeadIn: false },
  ];
  const item = (start: number, end: number) => ({ anchors: [{ sentence: 's1', start, end }] });
  const split = {
    sentence: 's1',
    disposition: 'split',
    items: [item(0, 12), item(12, 20)],
    clauses: [],
  } as unknown as Decision;
  const pending = { sentence: 's1', disposition: 'pending', items: [], clauses: [] } as unknown as Decision;
  expect([...initialSplit(split, 0, points)]).toEqual([12]);
  expect([...initialSplit(pending, 0, points)]).toEqual([6]);
});

test('a lead-in does not become an item of its own unasked', () => {
  const text = '目标是：生产总值增长5%；就业稳定。';
  const clauses = [
    { start: 0, end: 4 },
    { start: 4, end: 13 },
    { start: 13, end: 18 },
  ];
  const points = splitPoints(text, { start: 0, end: text.length }, clauses);
  const pending = { sentence: 's1', disposition: 'pending', items: [], clauses } as unknown as Decision;
  expect(points.map((point) => point.at)).toEqual([4, 13]);
  expect([...initialSplit(pending, 0, points)]).toEqual([13]);
});
