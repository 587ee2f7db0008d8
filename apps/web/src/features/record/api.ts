import {
  Erasure,
  Erasures,
  type EventFilter,
  RecordCheck,
  RecordedEventDetail,
  RecordedEvents,
  RecordState,
  RecordWords,
} from '@luoshi/server/modules/record/contract';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { query, read, write } from '../../shared/http/client.ts';

export type EventFilterValues = Partial<EventFilter>;

// Each look leaves an event itself: it is not looked at again by the way.
const ONCE = { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false } as const;

export function useEvents(filter: EventFilterValues) {
  return useQuery({
    queryKey: ['record', 'events', filter],
    queryFn: ({ signal }) => read(`/api/record/events${query(filter)}`, RecordedEvents, signal),
    placeholderData: keepPreviousData,
    ...ONCE,
    gcTime: 0,
  });
}

export function useEvent(eventId: string | null) {
  return useQuery({
    queryKey: ['record', 'event', eventId],
    queryFn: ({ signal }) => read(`/api/record/events/${eventId}`, RecordedEventDetail, signal),
    enabled: eventId !== null,
    ...ONCE,
  });
}

export function useRecordWords() {
  return useQuery({
    queryKey: ['record', 'words'],
    queryFn: ({ signal }) => read('/api/record/words', RecordWords, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** How the chain stands; looked at often while something is under way. */
export function useRecordState() {
  return useQuery({
    queryKey: ['record', 'state'],
    queryFn: ({ signal }) => read('/api/record/state', RecordState, signal),
    refetchInterval: ({ state: { data } }) =>
      data?.verification?.state === 'running' || data?.export?.state === 'running' ? 1000 : 15_000,
  });
}

/** Has the record verified, or written to a file. */
export function useStartCheck(what: 'verifications' | 'exports') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => write('POST', `/api/record/${what}`, {}, RecordCheck),
    onSettled: () => client.invalidateQueries({ queryKey: ['record', 'state'] }),
  });
}

export function useMakeCheckpoint() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => write('POST', '/api/record/checkpoints', {}, null),
    onSettled: () => client.invalidateQueries({ queryKey: ['record', 'state'] }),
  });
}

export function useErasures() {
  return useQuery({
    queryKey: ['erasures'],
    queryFn: ({ signal }) => read('/api/erasures', Erasures, signal),
  });
}

/** Asks that a person be erased; somebody else decides. */
export function useAskErasure() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (asked: { personId: string; why: string }) => write('POST', '/api/erasures', asked, Erasure),
    onSettled: () => client.invalidateQueries({ queryKey: ['erasures'] }),
  });
}

export function useDecideErasure() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ erasure, confirm }: { erasure: Erasure; confirm: boolean }) =>
      write(
        'POST',
        `/api/erasures/${erasure.id}/${confirm ? 'confirm' : 'refuse'}`,
        { rowVersion: erasure.rowVersion },
        Erasure,
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['erasures'] }),
  });
}
