import { ItemDetail, type ItemFilter, Items } from '@luoshi/server/modules/ledgers/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { query, read } from '../../shared/http/client.ts';

export type ItemFilterValues = Partial<z.infer<typeof ItemFilter>>;

export function useItems(filter: ItemFilterValues) {
  return useQuery({
    queryKey: ['items', filter],
    queryFn: ({ signal }) => read(`/api/ledgers/supervision/items${query(filter)}`, Items, signal),
    placeholderData: keepPreviousData,
  });
}

export function useItem(itemId: string) {
  return useQuery({
    queryKey: ['item', itemId],
    queryFn: ({ signal }) => read(`/api/ledgers/supervision/items/${itemId}`, ItemDetail, signal),
  });
}

export function itemsFile(filter: ItemFilterValues): string {
  const { q, organisationId, reportId } = filter;
  return `/api/ledgers/supervision/items.xlsx${query({ q, organisationId, reportId })}`;
}
