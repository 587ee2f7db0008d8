import { Me, type SignInRequest } from '@luoshi/server/modules/accounts/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { isApiError } from '../../shared/http/api-error.ts';
import { read, write } from '../../shared/http/client.ts';
import { SESSION_KEY } from '../../shared/http/query-client.ts';

/** Who is working; null when nobody has signed in. */
export function useSession() {
  return useQuery({
    queryKey: SESSION_KEY,
    staleTime: 5 * 60_000,
    queryFn: async ({ signal }) => {
      try {
        return await read('/api/session', Me, signal);
      } catch (error) {
        if (isApiError(error, 'SIGN_IN_REQUIRED')) return null;
        throw error;
      }
    },
  });
}

/** May this person call the operation? Only hides what would be refused; the server decides. */
export function useMay(operation: string): boolean {
  return useSession().data?.may.includes(operation) ?? false;
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: z.input<typeof SignInRequest>) => write('POST', '/api/session', request, Me),
    onSuccess: (me) => {
      // Nothing of the person who sat here before.
      client.clear();
      client.setQueryData(SESSION_KEY, me);
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => write('DELETE', '/api/session', undefined, null),
    onSuccess: () => {
      client.clear();
      client.setQueryData(SESSION_KEY, null);
    },
  });
}
