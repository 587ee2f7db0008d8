import { PeopleImport } from '@luoshi/server/modules/people-imports/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { write } from '../../shared/http/client.ts';
import { readImport, startImport } from './api.ts';

/** A dry run, then applying what it showed, followed to its end. */
export function usePeopleImport() {
  const client = useQueryClient();
  const check = useMutation({ mutationFn: startImport });
  const apply = useMutation({
    mutationFn: ({ id, digest }: PeopleImport) =>
      write('POST', `/api/people-imports/${id}/apply`, { digest }, PeopleImport),
  });
  const followed = useQuery({
    queryKey: ['people-import', apply.data?.id],
    queryFn: ({ signal }) => readImport(apply.data!.id, signal),
    enabled: apply.data !== undefined,
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'applying' ? false : 500),
    refetchIntervalInBackground: true,
  });
  const current = followed.data ?? apply.data ?? check.data;
  const ended = current?.state === 'done' || current?.state === 'failed';
  useEffect(() => {
    if (ended) client.invalidateQueries();
  }, [client, ended]);
  return {
    current,
    busy: check.isPending || apply.isPending,
    error: apply.error ?? check.error ?? followed.error,
    check: (request: Parameters<typeof startImport>[0]) => {
      apply.reset();
      check.mutate(request);
    },
    apply: () => check.data && apply.mutate(check.data),
    again: () => {
      apply.reset();
      check.reset();
    },
  };
}
