import { MeasureKind, Part } from '@luoshi/server/modules/reports/contract';
import type { MeasureFilterValues } from './api.ts';

export const PAGE_SIZE = 100;

/** The filter that an address asks for; what it says wrongly is left out. */
export function filterFromSearch(search: URLSearchParams): { filter: MeasureFilterValues; page: number } {
  const filter: MeasureFilterValues = {};
  const part = Part.safeParse(search.get('part'));
  if (part.success) filter.part = part.data;
  const kind = MeasureKind.safeParse(search.get('kind'));
  if (kind.success) filter.kind = kind.data;
  for (const name of ['indicator', 'region', 'q'] as const) {
    const words = search.get(name)?.trim();
    if (words) filter[name] = words;
  }
  const page = Number(search.get('page'));
  return { filter, page: Number.isInteger(page) && page > 1 ? page : 1 };
}

/** The address of a filter. Changing the filter goes back to the first page. */
export function searchFromFilter(filter: MeasureFilterValues, page = 1): URLSearchParams {
  const search = new URLSearchParams();
  for (const name of ['part', 'kind', 'indicator', 'region', 'q'] as const) {
    const value = filter[name];
    if (value) search.set(name, value);
  }
  if (page > 1) search.set('page', String(page));
  return search;
}
