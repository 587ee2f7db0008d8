import type { Me } from '@luoshi/server/modules/accounts/contract';
import { NewPasswordForm } from './NewPasswordForm.tsx';
import { OtherAccount } from './OtherAccount.tsx';
import styles from './SignInSteps.module.css';

/** A new password is due: given by an administrator, or too old. */
export function NewPasswordStep({ me, current }: { me: Me; current: string }) {
  return (
    <>
      <h2 className={styles.title}>
        {me.password.due === 'expired' ? '密码已到期，请更换' : '首次登录，请设置自己的密码'}
      </h2>
      <p className={styles.note}>
        {me.person.name}，您好。
        {me.password.due === 'expired'
          ? '按安全要求密码须定期更换，换好后继续。'
          : '现在的密码由管理员代设，只能用来设置新密码。'}
      </p>
      <NewPasswordForm account={me.account} current={current} submit="设置并继续" />
      <OtherAccount />
    </>
  );
}
