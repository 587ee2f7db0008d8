import { useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { useDocumentTitle } from '../../shared/ui/use-document-title.ts';
import { useCity } from './city.ts';
import { DemoAccounts } from './DemoAccounts.tsx';
import { placeAfterSignIn } from './place-after-sign-in.ts';
import { SignInFrame } from './SignInFrame.tsx';
import { SignInSteps } from './SignInSteps.tsx';
import { useSession, useSignIn } from './session.ts';

export function SignInPage() {
  useDocumentTitle('登录');
  const [search] = useSearchParams();
  const session = useSession();
  const city = useCity();
  const signIn = useSignIn();
  const [held, setHeld] = useState(false);
  const me = session.data ?? null;
  if (me?.restriction === null && !held) return <Navigate to={placeAfterSignIn(search.get('next'))} replace />;
  const accounts = me === null ? (city.data?.accounts ?? []) : [];
  return (
    <SignInFrame
      beside={
        accounts.length > 0 && (
          <DemoAccounts
            accounts={accounts}
            busy={signIn.isPending}
            onChoose={({ account, password }) => signIn.mutate({ account, password })}
          />
        )
      }
    >
      <SignInSteps signIn={signIn} me={me} onHold={setHeld} />
    </SignInFrame>
  );
}
