import { Button } from 'antd';
import styles from './SignInSteps.module.css';
import { useSignOut } from './session.ts';

/** Out of a sign-in that is half done. */
export function OtherAccount() {
  const signOut = useSignOut();
  return (
    <p className={styles.aside}>
      <Button type="link" loading={signOut.isPending} onClick={() => signOut.mutate({ everywhere: false })}>
        换一个账号登录
      </Button>
    </p>
  );
}
