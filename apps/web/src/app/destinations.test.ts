import { expect, test } from 'vitest';
import { destinationsFor, firstPage } from './destinations.ts';

test('who may read reports begins there', () => {
  expect(firstPage(['reports.list', 'ledgers.list-items'])).toBe('/reports');
});

test('who does no business is shown none of it', () => {
  expect(
    destinationsFor(['settings.list'])
      .flatMap((group) => group.destinations)
      .map(({ to }) => to),
  ).not.toContain('/reports');
});

test.each([
  ['/record', ['settings.list', 'people.read', 'record.read']],
  ['/grants', ['accounts.list', 'settings.list', 'people.grant', 'record.list-erasures']],
  ['/accounts', ['accounts.list', 'settings.list', 'people.read']],
])('an administrator begins at %s', (home, may) => {
  expect(firstPage(may)).toBe(home);
});

test('who may nothing yet begins with their own account', () => {
  expect(destinationsFor([])).toEqual([]);
  expect(firstPage([])).toBe('/account');
});
