import { Me } from '@luoshi/server/modules/accounts/contract';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import { messageOf } from '../../shared/http/api-error.ts';
import { outside } from '../../shared/http/client.ts';
import { EmptyState } from '../../shared/ui/EmptyState.tsx';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import { useDocumentTitle } from '../../shared/ui/use-document-title.ts';
import { placeAfterSignIn } from './place-after-sign-in.ts';
import { SignInFrame } from './SignInFrame.tsx';
import { useAdmit } from './session.ts';
import { returnedAttempt } from './sso.ts';

/** Where the provider of single sign-on sends the browser back to. */
export function SsoReturnPage() {
  useDocumentTitle('单点登录');
  const admitted = useAdmit();
  const navigate = useNavigate();
  const begun = useRef(false);
  const { mutate, error } = useMutation({
    mutationFn: async () => {
      const kept = returnedAttempt();
      if (kept === null) return null;
      const request = { attempt: kept.attempt, query: window.location.search };
      return { me: await outside.write('POST', '/api/sso/session', request, Me), next: kept.next };
    },
    onSuccess: (answer) => {
      if (!answer) return navigate('/sign-in', { replace: true });
      admitted(answer.me);
      // What is still lacking is asked for on the sign-in page.
      const place = placeAfterSignIn(answer.next);
      return navigate(answer.me.restriction ? `/sign-in?next=${encodeURIComponent(place)}` : place, { replace: true });
    },
  });
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    mutate();
  }, [mutate]);
  return (
    <SignInFrame>
      {error ? (
        <EmptyState
          heading
          title="没有登录成功"
          hint={messageOf(error)}
          action={<Link to="/sign-in">回到登录页</Link>}
        />
      ) : (
        <LoadingState lines={3} />
      )}
    </SignInFrame>
  );
}
