import { Granted, type GrantRow, ROLE_NAMES } from '@luoshi/server/modules/people/contract';
import { Button, Checkbox, Segmented } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { EmptyState } from '../../shared/ui/EmptyState.tsx';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import { Page } from '../../shared/ui/Page.tsx';
import { PageHeader } from '../../shared/ui/PageHeader.tsx';
import { ReasonDialog } from '../../shared/ui/ReasonDialog.tsx';
import rows from '../../shared/ui/rows.module.css';
import { useDocumentTitle } from '../../shared/ui/use-document-title.ts';
import { useMay } from '../accounts/session.ts';
import { type GrantStateValue, useChange, useGrants } from './api.ts';
import styles from './people.module.css';
import { period } from './words.ts';

const STATES: { value: GrantStateValue; label: string }[] = [
  { value: 'waiting', label: '待授权' },
  { value: 'granted', label: '已授权' },
  { value: 'withdrawn', label: '已收回' },
];

/** The security administrator's queue: roles that wait, one or many at once; and those that can be taken back. */
export function GrantsPage() {
  useDocumentTitle('授权');
  const [search, setSearch] = useSearchParams();
  const state = STATES.find((one) => one.value === search.get('state'))?.value ?? 'waiting';
  const grants = useGrants(state);
  const decides = useMay('people.grant');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<'grant' | 'withdraw' | null>(null);
  const decide = useChange(Granted);
  const data = grants.data;
  const picked = (data?.grants ?? []).filter((one) => chosen.has(one.id));
  const submit = (why: string) =>
    decide.mutate(
      {
        path: asking === 'grant' ? '/api/grants' : '/api/grants/withdraw',
        body: {
          postIds: picked.filter((one) => one.kind === 'post').map((one) => one.id),
          deputyIds: picked.filter((one) => one.kind === 'deputy').map((one) => one.id),
          why,
        },
      },
      {
        onSuccess: () => {
          setAsking(null);
          setChosen(new Set());
        },
      },
    );
  return (
    <Page wide>
      <PageHeader
        title="授权"
        note="岗位由系统管理员设置，角色由安全管理员授权后才生效；审计管理员可以查看。"
        actions={
          decides && (
            <>
              {state !== 'withdrawn' && (
                <Button danger disabled={picked.length === 0} onClick={() => setAsking('withdraw')}>
                  {state === 'waiting' ? '不予授权' : '收回'}（{picked.length}）
                </Button>
              )}
              {state !== 'granted' && (
                <Button type="primary" disabled={picked.length === 0} onClick={() => setAsking('grant')}>
                  授权（{picked.length}）
                </Button>
              )}
            </>
          )
        }
      />
      <div className={styles.bar}>
        <Segmented
          aria-label="状态"
          options={STATES}
          value={state}
          onChange={(value) => {
            setChosen(new Set());
            setSearch(value === 'waiting' ? {} : { state: value }, { replace: true });
          }}
        />
      </div>
      {grants.isPending && <LoadingState lines={8} />}
      {grants.isError && !data && <ErrorState error={grants.error} onRetry={() => grants.refetch()} />}
      {data?.grants.length === 0 && (
        <EmptyState
          title={state === 'waiting' ? '没有等待授权的' : '没有这一类'}
          hint="新的岗位和代理会出现在待授权里。"
        />
      )}
      {data && data.grants.length > 0 && (
        <>
          <p className={styles.total} role="status">
            共 {data.total} 项{data.total > data.grants.length && `，先列前 ${data.grants.length} 项`}
          </p>
          <GrantTable
            grants={data.grants}
            chosen={chosen}
            onChoose={decides ? setChosen : null}
            busy={grants.isPlaceholderData}
          />
        </>
      )}
      {asking && (
        <ReasonDialog
          title={asking === 'grant' ? `给 ${picked.length} 项授权` : `收回或不予 ${picked.length} 项授权`}
          note={asking === 'grant' ? '授权后立即生效。' : '收回后立即失效，正在使用的会话也不例外。'}
          submit={asking === 'grant' ? '授权' : '确定'}
          danger={asking === 'withdraw'}
          busy={decide.isPending}
          error={decide.error}
          onSubmit={submit}
          onClose={() => {
            decide.reset();
            setAsking(null);
          }}
        />
      )}
    </Page>
  );
}

interface TableProps {
  grants: readonly GrantRow[];
  chosen: ReadonlySet<string>;
  /** Null where the reader only looks. */
  onChoose: ((chosen: ReadonlySet<string>) => void) | null;
  busy: boolean;
}

function GrantTable({ grants, chosen, onChoose, busy }: TableProps) {
  const all = grants.every((one) => chosen.has(one.id));
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose?.(next);
  };
  return (
    <>
      {onChoose && (
        <Checkbox checked={all} onChange={() => onChoose(new Set(all ? [] : grants.map((one) => one.id)))}>
          全选
        </Checkbox>
      )}
      <table className={rows.table} aria-busy={busy}>
        <thead>
          <tr>
            <th scope="col">人员</th>
            <th scope="col">单位和职务</th>
            <th scope="col">角色</th>
            <th scope="col">任期</th>
            <th scope="col">同期的其他岗位</th>
          </tr>
        </thead>
        <tbody>
          {grants.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {onChoose && (
                  <Checkbox
                    checked={chosen.has(one.id)}
                    onChange={() => toggle(one.id)}
                    aria-label={`选择${one.person.name} ${one.title}`}
                  />
                )}{' '}
                <Link to={`/people/${one.person.id}`}>{one.person.name}</Link>
              </th>
              <td data-name="岗位">
                {one.deputyFor && `代 ${one.deputyFor.name}：`}
                {one.organisation.name} {one.title}
              </td>
              <td data-name="角色">{ROLE_NAMES[one.role]}</td>
              <td data-name="任期">{period(one)}</td>
              <td data-name="其他岗位">
                {one.others
                  .map((other) => `${other.organisation} ${other.title}（${ROLE_NAMES[other.role]}）`)
                  .join('；')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
