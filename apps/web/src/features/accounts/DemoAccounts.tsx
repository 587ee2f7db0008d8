import type { CityGreeting } from '@luoshi/server/modules/accounts/contract';
import type { z } from 'zod';
import styles from './DemoAccounts.module.css';

type Account = z.infer<typeof CityGreeting>['accounts'][number];

interface Props {
  accounts: Account[];
  busy: boolean;
  onChoose: (account: Account) => void;
}

/** The accounts of a demonstration city: one click signs in. */
export function DemoAccounts({ accounts, busy, onChoose }: Props) {
  return (
    <section className={styles.demo} aria-labelledby="demo-accounts">
      <h2 id="demo-accounts" className={styles.title}>
        演示账号
      </h2>
      <p className={styles.note}>点选即可登录。演示城市为虚构，内容不代表任何地方政府。</p>
      <ul className={styles.list}>
        {accounts.map((account) => (
          <li key={account.account}>
            <button type="button" disabled={busy} onClick={() => onChoose(account)} className={styles.account}>
              <span className={styles.who}>{account.who}</span>
              <span className={styles.words}>
                账号 <b>{account.account}</b>　密码 <b>{account.password}</b>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
