import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordingDifference } from './wording-difference.ts';

test('a changed figure is one change', () => {
  expect(wordingDifference('新建高标准农田8.6万亩。', '新建高标准农田9.2万亩。')).toEqual([
    { kind: 'same', text: '新建高标准农田' },
    { kind: 'gone', text: '8.6' },
    { kind: 'new', text: '9.2' },
    { kind: 'same', text: '万亩。' },
  ]);
});

test('both wordings can be read back whole', () => {
  const words = fc.string({ unit: fc.constantFrom('新', '建', '学', '位', '1', '2', '.', '，', '𠮷'), maxLength: 40 });
  fc.assert(
    fc.property(words, words, (before, after) => {
      const parts = wordingDifference(before, after);
      const read = (without: string) =>
        parts
          .filter((part) => part.kind !== without)
          .map((part) => part.text)
          .join('');
      expect(read('new')).toBe(before);
      expect(read('gone')).toBe(after);
    }),
  );
});
