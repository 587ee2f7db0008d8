import type { Measure } from '@luoshi/server/modules/reports/contract';
import { expect, test } from 'vitest';
import { figurePieces } from './figure-pieces.ts';

const figure = (text: string, raw: string, unit: string, from = 0): Measure => {
  const start = text.indexOf(raw, from);
  return {
    id: `m${start}`,
    sentence: 's1',
    raw,
    unit,
    start,
    end: start + raw.length,
    value: Number(raw),
    canonical: { value: Number(raw), unit },
    indicator: '产量',
    aspect: 'level',
    direction: '',
    kind: 'target',
    bound: 'eq',
    scope: '',
    period: '',
    implied: [],
  };
};
const words = (text: string, start: number, end: number, measures: Measure[]) =>
  figurePieces(text, start, end, measures).map((piece) =>
    piece.measure ? `[${text.slice(piece.start, piece.end)}]` : text.slice(piece.start, piece.end),
  );

test('a figure is shown with its unit, and nothing of the text is lost', () => {
  const text = '产量稳定在12万吨以上。';
  expect(words(text, 0, text.length, [figure(text, '12', '万吨')])).toEqual(['产量稳定在', '[12万吨]', '以上。']);
});

test('a figure whose unit stands later in a shared list keeps its own digits only', () => {
  const text = '分别增长5%和7、8个百分点';
  const measures = [figure(text, '8', '个百分点'), figure(text, '7', '个百分点'), figure(text, '5', '%')];
  expect(words(text, 0, text.length, measures)).toEqual(['分别增长', '[5%]', '和', '[7]', '、', '[8个百分点]']);
});

test('two readings of the same digits show once, and the words still add up', () => {
  const text = '达到50万户。';
  const measures = [figure(text, '50', '万户'), figure(text, '0', '万户')];
  expect(words(text, 0, text.length, measures).join('').replace(/[[\]]/g, '')).toBe(text);
});

test('a clause shows only its own part of the text', () => {
  const text = '新增15户，增长8%。';
  expect(words(text, 6, text.length, [figure(text, '15', '户'), figure(text, '8', '%')])).toEqual([
    '增长',
    '[8%]',
    '。',
  ]);
});
