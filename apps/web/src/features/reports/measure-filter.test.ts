import { expect, test } from 'vitest';
import { filterFromSearch, searchFromFilter } from './measure-filter.ts';

test('an address opened again shows the same figures', () => {
  const filter = { part: 'plan', kind: 'target', indicator: '学位', region: '云谷县', q: '新增' } as const;
  expect(filterFromSearch(searchFromFilter(filter, 3))).toEqual({ filter, page: 3 });
});

test('an address that was tampered with shows everything instead of nothing', () => {
  expect(filterFromSearch(new URLSearchParams('part=x&kind=&indicator=%20&page=-2'))).toEqual({ filter: {}, page: 1 });
  expect(searchFromFilter({}).toString()).toBe('');
});
