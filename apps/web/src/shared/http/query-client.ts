import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, isApiError } from './api-error.ts';
import { sessionGate } from './session-gate.ts';

export const SESSION_KEY = ['session'] as const;

/** One client for the page. SIGN_IN_REQUIRED gets here only when nobody waits for the person any more: the page goes to sign-in. */
export function createQueryClient(): QueryClient {
  const signedOut = (error: unknown) => {
    if (isApiError(error, 'SIGN_IN_REQUIRED') && sessionGate.person === null) client.setQueryData(SESSION_KEY, null);
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: signedOut }),
    mutationCache: new MutationCache({ onError: signedOut }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) =>
          failures < 2 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 502),
        refetchOnWindowFocus: true,
        // An office network has no internet, and the browser may think that it is offline: ask anyway.
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}

/** Nothing that was answered to the person before; who is signed in, and the city, stay under their watchers. */
export function forgetAnswers(client: QueryClient): void {
  client.removeQueries({ predicate: ({ queryKey: [what] }) => what !== SESSION_KEY[0] && what !== 'city' });
  client.getMutationCache().clear();
}
