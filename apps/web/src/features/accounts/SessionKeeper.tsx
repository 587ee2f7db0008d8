import type { Me } from '@luoshi/server/modules/accounts/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { SESSION_KEY } from '../../shared/http/query-client.ts';
import { sessionGate } from '../../shared/http/session-gate.ts';
import { SessionNotice } from './SessionNotice.tsx';
import { SignInAgain } from './SignInAgain.tsx';
import { onWindowNews } from './session-news.ts';
import { useIdleEnd } from './use-idle-end.ts';

/** Watches over the session of the page: tells before it ends, and where it has ended asks to sign in again over the page. */
export function SessionKeeper({ me }: { me: Me }) {
  const client = useQueryClient();
  const shut = useSyncExternalStore(sessionGate.subscribe, () => sessionGate.state);
  const idleLeft = useIdleEnd(me);
  useEffect(
    () =>
      onWindowNews((news) => {
        // Whoever is there now, by the server's word and not by the other window's.
        if (news.kind === 'signed-in') void client.refetchQueries({ queryKey: SESSION_KEY });
        if (news.kind === 'signed-out' && news.person === sessionGate.person) sessionGate.shut('signed-out');
      }),
    [client],
  );
  return (
    <>
      <SessionNotice me={me} idleLeft={idleLeft} />
      {shut !== null && <SignInAgain me={me} why={shut} />}
    </>
  );
}
