import { Me, SignedOut, type SignInRequest } from '@luoshi/server/modules/accounts/contract';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { forgetDrafts } from '../../shared/drafts/stored-drafts.ts';
import { ApiError, isApiError } from '../../shared/http/api-error.ts';
import { outside, write } from '../../shared/http/client.ts';
import { forgetAnswers, SESSION_KEY } from '../../shared/http/query-client.ts';
import { sessionGate } from '../../shared/http/session-gate.ts';
import { tellWindows } from './session-news.ts';

/** Who is signed in at the server right now, whoever this page belongs to; null for nobody. */
export async function whoIsSignedIn(signal?: AbortSignal): Promise<Me | null> {
  try {
    return await outside.read('/api/session', Me, signal);
  } catch (error) {
    if (isApiError(error, 'SIGN_IN_REQUIRED')) return null;
    throw error;
  }
}

/**
 * Who is working on this page; null when nobody has signed in. Once it is somebody's page it stays theirs: a session that is
 * over or another's shuts the gate instead, and what is on the screen stays.
 */
export function useSession() {
  const client = useQueryClient();
  return useQuery({
    queryKey: SESSION_KEY,
    staleTime: 5 * 60_000,
    queryFn: async ({ signal }) => {
      const me = await whoIsSignedIn(signal);
      if (me) admit(client, me);
      else sessionGate.shut('over');
      if (sessionGate.state !== null) throw new ApiError(401, 'SIGN_IN_REQUIRED', '登录已经结束，请重新登录。');
      return me;
    },
  });
}

/** May this person call the operation? Only hides what would be refused; the server decides. */
export function useMay(operation: string): boolean {
  return useSession().data?.may.includes(operation) ?? false;
}

/** Somebody is signed in as far as `me` says: the page becomes theirs, or goes on, or is held up because it is another's. */
export function admit(client: QueryClient, me: Me): void {
  const { person, state } = sessionGate;
  if (person !== null && person !== me.person.id) {
    sessionGate.shut('other-person');
    return;
  }
  if (me.restriction !== null) {
    // Their page waits until nothing is lacking; where there is no page yet, sign-in shows what is.
    if (person === null) client.setQueryData(SESSION_KEY, me);
    else sessionGate.shut('restricted');
    return;
  }
  client.setQueryData(SESSION_KEY, me);
  if (person === null) sessionGate.belongTo(me.person.id);
  if (person === null || state === null) return;
  sessionGate.open();
  client.invalidateQueries({ predicate: (query) => query.state.status === 'error' });
}

/** A step of signing in has been taken; other windows of the same person go on as well. */
export function useAdmit() {
  const client = useQueryClient();
  return (me: Me) => {
    // Nothing of the person who sat here before.
    if (sessionGate.person === null) forgetAnswers(client);
    admit(client, me);
    if (me.restriction === null) tellWindows({ kind: 'signed-in', person: me.person.id });
  };
}

export function useSignIn() {
  const admitted = useAdmit();
  return useMutation({
    mutationFn: (request: z.input<typeof SignInRequest>) => outside.write('POST', '/api/session', request, Me),
    onSuccess: admitted,
  });
}

export type SignIn = ReturnType<typeof useSignIn>;

/** Leaves this page to nobody: what waited is refused, unsaved words are forgotten, sign-in shows. */
export function leave(client: QueryClient): void {
  forgetDrafts();
  forgetAnswers(client);
  client.setQueryData(SESSION_KEY, null);
  sessionGate.belongTo(null);
}

/** Out of this browser, or with `everywhere` out of all. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ everywhere }: { everywhere: boolean }) => {
      if (everywhere) {
        await write('DELETE', '/api/account/sessions', undefined, null);
        return null;
      }
      return outside.write('DELETE', '/api/session', undefined, SignedOut).catch((error: unknown) => {
        // The session had ended by itself: then one is out.
        if (isApiError(error, 'SIGN_IN_REQUIRED')) return null;
        throw error;
      });
    },
    onSuccess: (answer) => {
      const { person } = sessionGate;
      leave(client);
      if (person !== null) tellWindows({ kind: 'signed-out', person });
      // The provider of single sign-on has a session of its own.
      if (answer?.providerUrl) window.location.assign(answer.providerUrl);
    },
  });
}
