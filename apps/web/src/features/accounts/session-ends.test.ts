import { expect, test } from 'vitest';
import { endsSoon, passwordDaysLeft } from './session-ends.ts';

test.each([
  ['2026-03-31', 0],
  ['2026-04-14', 14],
  ['2026-04-15', null],
  ['2026-03-30', null],
  [null, null],
])('a password that is too old on %s is worth a line on 2026-03-31: %s', (expiresOn, days) => {
  expect(passwordDaysLeft(expiresOn, '2026-03-31')).toBe(days);
});

test('the end of a session is told ten minutes before', () => {
  const ends = '2026-03-31T08:00:00.000Z';
  expect(endsSoon(ends, Date.parse('2026-03-31T07:49:00Z'))).toBe(false);
  expect(endsSoon(ends, Date.parse('2026-03-31T07:51:00Z'))).toBe(true);
  expect(endsSoon(ends, Date.parse('2026-03-31T08:01:00Z'))).toBe(false);
});
