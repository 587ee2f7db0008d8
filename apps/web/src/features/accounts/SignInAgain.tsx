import type { Me } from '@luoshi/server/modules/accounts/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import type { Shut } from '../../shared/http/session-gate.ts';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import styles from './SignInAgain.module.css';
import { SignInSteps } from './SignInSteps.tsx';
import { admit, leave, useSignIn, whoIsSignedIn } from './session.ts';

const WHY: Readonly<Record<Shut, string>> = {
  over: '登录已经结束：可能已到期，或在别处被退出。',
  idle: '长时间没有操作，系统已自动退出。',
  restricted: '继续使用前还差一步。',
  'signed-out': '您在另一个窗口退出了登录。',
  'other-person': '本浏览器已由另一个账号登录。',
};

/** Over the page whose session is over: the same person signs in again, and everything goes on where it stopped. */
export function SignInAgain({ me, why }: { me: Me; why: Shut }) {
  const client = useQueryClient();
  const signIn = useSignIn();
  const [held, setHeld] = useState(false);
  const [back, setBack] = useState(false);
  const now = useQuery({
    queryKey: ['signed-in-now', why, signIn.submittedAt, signIn.status],
    queryFn: ({ signal }) => whoIsSignedIn(signal),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: !held,
  });
  const present = now.data ?? null;
  useEffect(() => {
    // Signed in again in another window, or all that was lacking is given.
    if (present && present.restriction === null && present.person.id === me.person.id && !held) admit(client, present);
  }, [client, present, me.person.id, held]);
  const other = present !== null && present.person.id !== me.person.id;
  return (
    <Modal
      open
      title="请重新登录"
      className="sign-in-again"
      width={420}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={null}
      zIndex={2000}
    >
      <p className={styles.why}>
        {WHY[other ? 'other-person' : why]}
        <br />
        已填写的内容都在本页，重新登录后自动继续。
      </p>
      {now.isPending && <LoadingState lines={3} />}
      {now.isError && <ErrorState error={now.error} onRetry={() => now.refetch()} />}
      {now.isSuccess && other && !back && (
        <>
          <p className={styles.warning} role="alert">
            现在登录的是<b>{present.person.name}</b>，本页是<b>{me.person.name}</b>打开的。 以{present.person.name}
            的身份继续，会丢掉本页没有保存的内容。
          </p>
          <div className={styles.choices}>
            <Button type="primary" size="large" block onClick={() => setBack(true)}>
              换回{me.person.name}登录
            </Button>
            <Button size="large" block onClick={() => startAnew(client)}>
              以{present.person.name}的身份继续
            </Button>
          </div>
        </>
      )}
      {now.isSuccess && (!other || back) && (
        <>
          <SignInSteps signIn={signIn} me={other ? null : present} account={me.account} onHold={setHeld} />
          <p className={styles.leave}>
            不是{me.person.name}？
            <Button type="link" onClick={() => leave(client)}>
              放弃本页内容，换账号登录
            </Button>
          </p>
        </>
      )}
    </Modal>
  );
}

/** The page begins again as whoever is signed in, with nothing of the person before. */
function startAnew(client: Parameters<typeof leave>[0]): void {
  leave(client);
  window.location.assign('/');
}
