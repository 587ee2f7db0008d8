import type { Import } from '@luoshi/server/modules/reports/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { readImport, reportsKey, startImport } from './api.ts';

const finished = (state: Import['state'] | undefined) => state === 'done' || state === 'failed';

/** Upload, then ask every half second until the report is there or was refused. */
export function useImport() {
  const client = useQueryClient();
  const upload = useMutation({ mutationFn: startImport });
  const importId = upload.data?.id;
  const followed = useQuery({
    queryKey: ['import', importId],
    queryFn: ({ signal }) => readImport(importId!, signal),
    enabled: importId !== undefined,
    initialData: upload.data,
    staleTime: 0,
    refetchInterval: ({ state }) => (finished(state.data?.state) ? false : 500),
    refetchIntervalInBackground: true,
  });
  const state = followed.data?.state;
  useEffect(() => {
    if (state === 'done') client.invalidateQueries({ queryKey: reportsKey });
  }, [client, state]);
  return {
    stage: importId === undefined ? ('form' as const) : ('following' as const),
    uploading: upload.isPending,
    import: followed.data,
    error: upload.error ?? followed.error,
    start: upload.mutate,
    reset: upload.reset,
  };
}
