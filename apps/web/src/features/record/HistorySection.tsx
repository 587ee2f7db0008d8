import { History } from '@luoshi/server/modules/record/contract';
import { useQuery } from '@tanstack/react-query';
import { read } from '../../shared/http/client.ts';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import { HistoryList } from './HistoryList.tsx';

/** The history that lies at an address, for the page of anything that has one. */
export function HistorySection({ path }: { path: string }) {
  const history = useQuery({
    queryKey: ['history', path],
    queryFn: ({ signal }) => read(path, History, signal),
  });
  if (history.isPending) return <LoadingState lines={4} />;
  if (history.isError) return <ErrorState error={history.error} onRetry={() => history.refetch()} />;
  return <HistoryList events={history.data.events} />;
}
