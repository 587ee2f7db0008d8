import { CityGreeting } from '@luoshi/server/modules/accounts/contract';
import { useQuery } from '@tanstack/react-query';
import { outside } from '../../shared/http/client.ts';

const SELDOM_CHANGES = 10 * 60_000;

/** What the sign-in page shows, without signing in. */
export function useCity() {
  return useQuery({
    queryKey: ['city'],
    queryFn: ({ signal }) => outside.read('/api/city', CityGreeting, signal),
    staleTime: SELDOM_CHANGES,
  });
}
