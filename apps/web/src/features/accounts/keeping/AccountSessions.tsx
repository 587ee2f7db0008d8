import type { SessionRow } from '@luoshi/server/modules/accounts/contract';
import { useState } from 'react';
import { moment } from '../../../shared/format/dates.ts';
import { ErrorState } from '../../../shared/ui/ErrorState.tsx';
import { LoadingState } from '../../../shared/ui/LoadingState.tsx';
import { ReasonDialog } from '../../../shared/ui/ReasonDialog.tsx';
import { Section } from '../../../shared/ui/Section.tsx';
import { SessionTable } from '../SessionTable.tsx';
import { useAccountSessions, useEndAccountSession } from './api.ts';

/** Where the account's owner is signed in. */
export function AccountSessions({ personId }: { personId: string }) {
  const sessions = useAccountSessions(personId);
  const end = useEndAccountSession(personId);
  const [ending, setEnding] = useState<SessionRow | null>(null);
  const close = () => {
    setEnding(null);
    end.reset();
  };
  return (
    <Section title="登录的设备">
      {sessions.isPending && <LoadingState lines={3} />}
      {sessions.isError && !sessions.data && <ErrorState error={sessions.error} onRetry={() => sessions.refetch()} />}
      {sessions.data?.length === 0 && <p>现在没有登录。</p>}
      {sessions.data && sessions.data.length > 0 && (
        <SessionTable sessions={sessions.data} busy={end.isPending} onEnd={setEnding} />
      )}
      {ending && (
        <ReasonDialog
          title="终止登录"
          note={`${ending.browser}，${moment(ending.createdAt)} 登录。本人可以重新登录。`}
          submit="终止"
          danger
          busy={end.isPending}
          error={end.error}
          onClose={close}
          onSubmit={(why) => end.mutate({ sessionId: ending.id, why }, { onSuccess: close })}
        />
      )}
    </Section>
  );
}
