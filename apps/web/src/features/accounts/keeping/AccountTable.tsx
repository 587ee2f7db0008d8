import type { AccountRow } from '@luoshi/server/modules/accounts/contract';
import { ROLE_NAMES } from '@luoshi/server/modules/people/contract';
import { Link } from 'react-router';
import { moment } from '../../../shared/format/dates.ts';
import rows from '../../../shared/ui/rows.module.css';
import { AccountStateTags } from './AccountStateTags.tsx';

/** An account a row. */
export function AccountTable({ accounts, busy }: { accounts: readonly AccountRow[]; busy: boolean }) {
  return (
    <table className={rows.table} aria-busy={busy}>
      <thead>
        <tr>
          <th scope="col">姓名</th>
          <th scope="col">账号</th>
          <th scope="col">岗位</th>
          <th scope="col">状态</th>
          <th scope="col">上次登录</th>
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => (
          <tr key={account.personId}>
            <th scope="row">
              <Link to={`/accounts/${account.personId}`}>{account.person}</Link>
            </th>
            <td data-name="账号">
              <span data-foreign>{account.account}</span>
            </td>
            <td data-name="岗位">
              {account.post || '没有在任岗位'}
              <span className={rows.aside}>{account.roles.map((role) => ROLE_NAMES[role]).join('、')}</span>
            </td>
            <td data-name="状态">
              <AccountStateTags account={account} />
            </td>
            <td data-name="上次登录" className={rows.moment}>
              {account.lastSignedInAt ? moment(account.lastSignedInAt) : ''}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
