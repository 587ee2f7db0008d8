import {
  CreatedToken,
  MyAccount,
  type NewToken,
  RecoveryCodes,
  Sessions,
  TokenScopes,
  Tokens,
} from '@luoshi/server/modules/accounts/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { read, write } from '../../../shared/http/client.ts';
import { SESSION_KEY } from '../../../shared/http/query-client.ts';

const ACCOUNT = ['my-account'] as const;
const SESSIONS = ['my-sessions'] as const;
const TOKENS = ['my-tokens'] as const;

export type TokenRequest = z.input<typeof NewToken>;

export function useMyAccount() {
  return useQuery({ queryKey: ACCOUNT, queryFn: ({ signal }) => read('/api/account', MyAccount, signal) });
}

/** After a change of the password or the second factor: what the page knows of both is old. */
export function useAccountChanged() {
  const client = useQueryClient();
  return () => {
    for (const queryKey of [ACCOUNT, SESSIONS, SESSION_KEY]) void client.invalidateQueries({ queryKey });
  };
}

export function useRemoveSecondFactor() {
  return useMutation({
    mutationFn: (password: string) => write('POST', '/api/account/second-factor/remove', { password }, null),
    onSuccess: useAccountChanged(),
  });
}

export function useRenewRecoveryCodes() {
  return useMutation({
    mutationFn: (code: string) => write('POST', '/api/account/recovery-codes', { code }, RecoveryCodes),
    onSuccess: useAccountChanged(),
  });
}

export function useMySessions() {
  return useQuery({
    queryKey: SESSIONS,
    queryFn: ({ signal }) => read('/api/account/sessions', Sessions, signal),
    select: (answer) => answer.sessions,
  });
}

/** One session, or all but this one. */
export function useEndSessions() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (sessionId: string | 'others') =>
      write(
        'DELETE',
        sessionId === 'others' ? '/api/account/sessions?keep=true' : `/api/account/sessions/${sessionId}`,
        undefined,
        null,
      ),
    onSettled: () => client.invalidateQueries({ queryKey: SESSIONS }),
  });
}

export function useMyTokens() {
  return useQuery({
    queryKey: TOKENS,
    queryFn: ({ signal }) => read('/api/account/tokens', Tokens, signal),
    select: (answer) => answer.tokens,
  });
}

export function useMyTokenScopes() {
  return useQuery({
    queryKey: ['my-token-scopes'],
    queryFn: ({ signal }) => read('/api/account/token-scopes', TokenScopes, signal),
    select: (answer) => answer.rooms,
  });
}

export function useCreateMyToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (token: TokenRequest) => write('POST', '/api/account/tokens', token, CreatedToken),
    onSuccess: () => client.invalidateQueries({ queryKey: TOKENS }),
  });
}

export function useRevokeMyToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (tokenId: string) => write('DELETE', `/api/account/tokens/${tokenId}`, undefined, null),
    onSettled: () => client.invalidateQueries({ queryKey: TOKENS }),
  });
}
