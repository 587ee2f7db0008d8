import { expect, test } from 'vitest';
import { sayValue } from './say-value.ts';

const AT = '2026-03-02T02:00:00.000Z';

test('a day is said as people say it, with the year where it is another', () => {
  expect(sayValue('2026-06-30', AT)).toBe('6月30日');
  expect(sayValue('2025-12-31', AT)).toBe('2025年12月31日');
  // Still the year before in Greenwich.
  expect(sayValue('2026-01-05', '2025-12-31T16:30:00.000Z')).toBe('1月5日');
});

test('a moment is said in Beijing, and words stay as they are', () => {
  expect(sayValue('2026-03-02T02:00:00.000Z', AT)).toBe('2026-03-02 10:00');
  expect(sayValue('测政办〔2026〕12号', AT)).toBe('测政办〔2026〕12号');
  expect(sayValue('', AT)).toBe('');
});
