import type { CityGreeting } from '@luoshi/server/modules/accounts/contract';
import { ADMINISTRATORS, type Role } from '@luoshi/server/modules/people/contract';
import { Input } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import styles from './DemoAccounts.module.css';

type Account = z.infer<typeof CityGreeting>['accounts'][number];

interface Props {
  accounts: Account[];
  busy: boolean;
  onChoose: (account: Account) => void;
}

/** By what one comes to try. */
const GROUPS: { label: string; roles: readonly (Role | null)[] }[] = [
  { label: '督查与领导', roles: ['supervision', 'leader', 'county_office'] },
  {
    label: '责任单位',
    roles: ['reporter', 'approver', 'project_office', 'statistics', 'duty_officer', 'viewer'],
  },
  { label: '三员管理', roles: ADMINISTRATORS },
];

/** The accounts of a demonstration city: one click signs in. */
export function DemoAccounts({ accounts, busy, onChoose }: Props) {
  const [words, setWords] = useState('');
  const found = accounts.filter(({ account, who }) => `${account} ${who}`.includes(words.trim()));
  const known = GROUPS.flatMap(({ roles }) => roles);
  const groups = [
    ...GROUPS.map(({ label, roles }) => ({ label, accounts: found.filter(({ role }) => roles.includes(role)) })),
    { label: '其他', accounts: found.filter(({ role }) => !known.includes(role)) },
  ].filter((group) => group.accounts.length > 0);
  const passwords = new Set(accounts.map(({ password }) => password));
  return (
    <section className={styles.demo} aria-labelledby="demo-accounts">
      <h2 id="demo-accounts" className={styles.title}>
        演示账号
      </h2>
      <p className={styles.note}>
        点选即可登录
        {passwords.size === 1 && (
          <>
            ，密码都是 <b data-foreign>{[...passwords][0]}</b>
          </>
        )}
        。演示城市为虚构，内容不代表任何地方政府。
      </p>
      <Input
        allowClear
        className={styles.search}
        aria-label="查找演示账号"
        placeholder="按单位、职务或姓名查找"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <div className={styles.groups} tabIndex={-1}>
        {groups.length === 0 && <p className={styles.none}>没有这样的演示账号</p>}
        {groups.map((group) => (
          <section key={group.label} aria-label={group.label}>
            <h3 className={styles.group}>{group.label}</h3>
            <ul className={styles.list}>
              {group.accounts.map((account) => (
                <li key={account.account}>
                  <button type="button" disabled={busy} onClick={() => onChoose(account)} className={styles.account}>
                    <span>{account.who}</span>
                    <b data-foreign>{account.account}</b>
                    {passwords.size > 1 && <span className={styles.words}>密码 {account.password}</span>}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  );
}
