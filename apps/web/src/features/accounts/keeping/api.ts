import {
  AccountRow,
  type AccountState,
  Accounts,
  CreatedAccount,
  CreatedToken,
  GivenPassword,
  type NewAccount,
  Sessions,
  SsoIdentities,
  TokenScopes,
  Tokens,
} from '@luoshi/server/modules/accounts/contract';
import { PersonRows } from '@luoshi/server/modules/people/contract';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { query, read, write } from '../../../shared/http/client.ts';
import type { TokenRequest } from '../own/api.ts';

const LIST = 'accounts';
const ONE = 'account';

export interface AccountQuery {
  q: string;
  state: AccountState | undefined;
  cursor: string | undefined;
}

export function useAccounts(of: AccountQuery) {
  return useQuery({
    queryKey: [LIST, of],
    queryFn: ({ signal }) => read(`/api/accounts${query({ ...of })}`, Accounts, signal),
    placeholderData: keepPreviousData,
  });
}

export function useAccount(personId: string) {
  return useQuery({
    queryKey: [ONE, personId],
    queryFn: ({ signal }) => read(`/api/accounts/${personId}`, AccountRow, signal),
  });
}

/** Whatever was done to an account: its page and the list are old. */
function useChanged() {
  const client = useQueryClient();
  return () => {
    for (const queryKey of [[LIST], [ONE], ['history']]) void client.invalidateQueries({ queryKey });
  };
}

export function useCreateAccount() {
  const changed = useChanged();
  return useMutation({
    mutationFn: (account: z.input<typeof NewAccount>) => write('POST', '/api/accounts', account, CreatedAccount),
    onSuccess: changed,
  });
}

/** What is done with nothing but a reason and answers the account as it is then. */
export type Act = 'disable' | 'enable' | 'unlock' | 'second-factor/reset' | 'sessions/end';

export function useAct(personId: string) {
  const changed = useChanged();
  return useMutation({
    mutationFn: ({ act, why }: { act: Act; why: string }) =>
      write('POST', `/api/accounts/${personId}/${act}`, { why }, AccountRow),
    onSuccess: changed,
  });
}

export function useResetPassword(personId: string) {
  const changed = useChanged();
  return useMutation({
    mutationFn: (why: string) => write('POST', `/api/accounts/${personId}/password`, { why }, GivenPassword),
    onSuccess: changed,
  });
}

export function useAccountSessions(personId: string) {
  return useQuery({
    queryKey: [ONE, personId, 'sessions'],
    queryFn: ({ signal }) => read(`/api/accounts/${personId}/sessions`, Sessions, signal),
    select: (answer) => answer.sessions,
  });
}

export function useEndAccountSession(personId: string) {
  const changed = useChanged();
  return useMutation({
    mutationFn: (of: { sessionId: string; why: string }) =>
      write('POST', `/api/accounts/${personId}/sessions/end`, of, AccountRow),
    onSuccess: changed,
  });
}

export function useAccountTokens(personId: string) {
  return useQuery({
    queryKey: [ONE, personId, 'tokens'],
    queryFn: ({ signal }) => read(`/api/accounts/${personId}/tokens`, Tokens, signal),
    select: (answer) => answer.tokens,
  });
}

export function useAccountTokenScopes(personId: string, enabled: boolean) {
  return useQuery({
    queryKey: ['token-scopes', personId],
    enabled,
    queryFn: ({ signal }) => read(`/api/accounts/${personId}/token-scopes`, TokenScopes, signal),
    select: (answer) => answer.rooms,
  });
}

export function useCreateAccountToken(personId: string) {
  const changed = useChanged();
  return useMutation({
    mutationFn: (token: TokenRequest) => write('POST', `/api/accounts/${personId}/tokens`, token, CreatedToken),
    onSuccess: changed,
  });
}

export function useRevokeAccountToken(personId: string) {
  const changed = useChanged();
  return useMutation({
    mutationFn: ({ tokenId, why }: { tokenId: string; why: string }) =>
      write('POST', `/api/accounts/${personId}/tokens/${tokenId}/revoke`, { why }, null),
    onSuccess: changed,
  });
}

export function useIdentities(personId: string) {
  return useQuery({
    queryKey: [ONE, personId, 'sso'],
    queryFn: ({ signal }) => read(`/api/accounts/${personId}/sso`, SsoIdentities, signal),
    select: (answer) => answer.identities,
  });
}

export function useLinkSso(personId: string) {
  const changed = useChanged();
  return useMutation({
    mutationFn: ({ how, ...of }: { how: 'link' | 'unlink'; subject: string; why: string }) =>
      write('POST', `/api/accounts/${personId}/sso${how === 'link' ? '' : '/unlink'}`, of, SsoIdentities),
    onSuccess: changed,
  });
}

/** People to open an account for, by name or pinyin. */
export function usePeople(q: string) {
  return useQuery({
    queryKey: ['people-for-account', q],
    enabled: q !== '',
    queryFn: ({ signal }) => read(`/api/people${query({ q, limit: 20 })}`, PersonRows, signal),
    placeholderData: keepPreviousData,
    select: (answer) => answer.people,
  });
}
