import { App, Button } from 'antd';
import { messageOf } from '../../../shared/http/api-error.ts';
import { ErrorState } from '../../../shared/ui/ErrorState.tsx';
import { LoadingState } from '../../../shared/ui/LoadingState.tsx';
import { Section } from '../../../shared/ui/Section.tsx';
import { SessionTable } from '../SessionTable.tsx';
import { useEndSessions, useMySessions } from './api.ts';

/** Where one is signed in. */
export function SessionsSection() {
  const sessions = useMySessions();
  const end = useEndSessions();
  const { message } = App.useApp();
  const ending = (which: string, told: string) =>
    end.mutate(which, {
      onSuccess: () => void message.success(told),
      onError: (error) => void message.error(messageOf(error)),
    });
  return (
    <Section
      title="登录的设备"
      note="看到不认识的，请终止它并马上修改密码。"
      actions={
        (sessions.data?.length ?? 0) > 1 && (
          <Button loading={end.isPending} onClick={() => ending('others', '其他设备上的登录已终止')}>
            终止其他全部
          </Button>
        )
      }
    >
      {sessions.isPending && <LoadingState lines={3} />}
      {sessions.isError && !sessions.data && <ErrorState error={sessions.error} onRetry={() => sessions.refetch()} />}
      {sessions.data && (
        <SessionTable
          sessions={sessions.data}
          busy={end.isPending}
          onEnd={(session) => ending(session.id, `${session.browser} 上的登录已终止`)}
        />
      )}
    </Section>
  );
}
