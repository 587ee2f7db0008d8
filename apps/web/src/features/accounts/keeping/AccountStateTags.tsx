import type { AccountRow } from '@luoshi/server/modules/accounts/contract';
import rows from '../../../shared/ui/rows.module.css';
import { Tag } from '../../../shared/ui/Tag.tsx';
import { accountStates } from '../words.ts';

/** How an account stands, in words. */
export function AccountStateTags({ account }: { account: AccountRow }) {
  const { label, tone } = accountStates[account.state];
  return (
    <span className={rows.tags}>
      <Tag tone={tone}>{label}</Tag>
      {account.service && <Tag>接口账号</Tag>}
      {account.passwordDue && account.state !== 'disabled' && <Tag tone="warn">待改密码</Tag>}
      {account.secondFactor && <Tag>动态口令</Tag>}
    </span>
  );
}
