import {
  Enrolment,
  Me,
  MyAccount,
  type PasswordChange,
  RecoveryCodes,
  SsoBeginning,
} from '@luoshi/server/modules/accounts/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { outside } from '../../shared/http/client.ts';
import { useAdmit, whoIsSignedIn } from './session.ts';
import { beginSso } from './sso.ts';

/** What lifts a restriction goes outside the gate: the gate waits for it. */

/** The rules for a new password. */
export function usePasswordRules() {
  return useQuery({
    queryKey: ['my-account'],
    queryFn: ({ signal }) => outside.read('/api/account', MyAccount, signal),
    select: (account) => account.rules,
  });
}

export function useSetPassword() {
  const admitted = useAdmit();
  return useMutation({
    mutationFn: (change: z.input<typeof PasswordChange>) => outside.write('POST', '/api/account/password', change, Me),
    onSuccess: admitted,
  });
}

export function useGiveCode() {
  const admitted = useAdmit();
  return useMutation({
    mutationFn: (code: string) => outside.write('POST', '/api/session/second-factor', { code }, Me),
    onSuccess: admitted,
  });
}

/** Setting up the second factor: a secret for the phone, then a code that proves that the phone has it. */
export function useEnrolment() {
  return useMutation({
    mutationFn: () => outside.write('POST', '/api/account/second-factor', undefined, Enrolment),
  });
}

export function useConfirmEnrolment() {
  return useMutation({
    mutationFn: (code: string) => outside.write('POST', '/api/account/second-factor/confirm', { code }, RecoveryCodes),
  });
}

/** After a step whose answer is not who is signed in. */
export function useGoOn() {
  const admitted = useAdmit();
  return useMutation({
    mutationFn: () => whoIsSignedIn(),
    onSuccess: (me) => {
      if (me) admitted(me);
    },
  });
}

export function useSso() {
  return useMutation({
    mutationFn: () => outside.write('POST', '/api/sso', undefined, SsoBeginning),
    onSuccess: ({ url, attempt }) => beginSso(url, attempt),
  });
}
