import { expect, test } from 'vitest';
import { inLargeUnits } from './numbers.ts';

test('a long number is said in 亿 or 万, and nothing is lost by it', () => {
  expect(inLargeUnits(43_860_000_000, '元')).toBe('438.6亿元');
  expect(inLargeUnits(312_600, '亩')).toBe('31.26万亩');
  expect(inLargeUnits(12_345.67891, '吨')).toBe('12,345.67891吨');
  expect(inLargeUnits(8_600, '人')).toBe('8,600人');
  expect(inLargeUnits(-20_000, '吨')).toBe('-2万吨');
});
