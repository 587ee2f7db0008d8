import { AccountState } from '@luoshi/server/modules/accounts/contract';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { EmptyState } from '../../../shared/ui/EmptyState.tsx';
import { ErrorState } from '../../../shared/ui/ErrorState.tsx';
import { LoadingState } from '../../../shared/ui/LoadingState.tsx';
import { Page } from '../../../shared/ui/Page.tsx';
import { PageHeader } from '../../../shared/ui/PageHeader.tsx';
import { SearchInput } from '../../../shared/ui/SearchInput.tsx';
import { useDocumentTitle } from '../../../shared/ui/use-document-title.ts';
import { useMay } from '../session.ts';
import { accountStates } from '../words.ts';
import styles from './AccountsPage.module.css';
import { AccountTable } from './AccountTable.tsx';
import { useAccounts } from './api.ts';
import { NewAccountDialog } from './NewAccountDialog.tsx';

/** Everybody's accounts; what is searched for lives in the address. */
export function AccountsPage() {
  useDocumentTitle('账号');
  const [search, setSearch] = useSearchParams();
  const q = search.get('q') ?? '';
  const state = AccountState.safeParse(search.get('state')).data;
  const cursor = search.get('after') ?? undefined;
  const accounts = useAccounts({ q, state, cursor });
  const mayCreate = useMay('accounts.create');
  const [creating, setCreating] = useState(false);
  const change = (next: Record<string, string | undefined>, replace = true) => {
    const merged = { q, state, ...next };
    const there = Object.entries(merged).filter((entry): entry is [string, string] => !!entry[1]);
    setSearch(Object.fromEntries(there), { replace });
  };
  const data = accounts.data;
  return (
    <Page wide>
      <PageHeader
        title="账号"
        note="系统管理员开通和停用，安全管理员解锁、重置密码和动态口令、终止登录。"
        actions={
          mayCreate && (
            <Button type="primary" onClick={() => setCreating(true)}>
              开通账号
            </Button>
          )
        }
      />
      {/* biome-ignore lint/a11y/useSemanticElements: Chrome 109 does not know <search> */}
      <form role="search" className={styles.bar} aria-label="查找账号" onSubmit={(event) => event.preventDefault()}>
        <SearchInput
          label="姓名、账号或拼音"
          value={q}
          onChange={(words) => change({ q: words })}
          className={styles.words}
        />
        <Select
          aria-label="状态"
          placeholder="状态"
          allowClear
          className={styles.state ?? ''}
          value={state ?? null}
          onChange={(next: AccountState | null) => change({ state: next ?? undefined })}
          options={AccountState.options.map((value) => ({ value, label: accountStates[value].label }))}
        />
      </form>
      {accounts.isPending && <LoadingState lines={10} />}
      {accounts.isError && !data && <ErrorState error={accounts.error} onRetry={() => accounts.refetch()} />}
      {data && (
        <>
          <p className={styles.total} role="status">
            共 {data.total} 个账号
          </p>
          {data.accounts.length === 0 ? (
            <EmptyState title="没有符合条件的账号" hint="换一个词，或清除条件再试。" />
          ) : (
            <AccountTable accounts={data.accounts} busy={accounts.isPlaceholderData} />
          )}
          <div className={styles.pages}>
            {cursor && <Button onClick={() => change({})}>回到第一页</Button>}
            {data.nextCursor && <Button onClick={() => change({ after: data.nextCursor! }, false)}>下一页</Button>}
          </div>
        </>
      )}
      {creating && <NewAccountDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}
