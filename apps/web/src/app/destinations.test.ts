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

test('who may nothing yet begins with their own account', () => {
  expect(destinationsFor([])).toEqual([]);
  expect(firstPage([])).toBe('/account');
});
