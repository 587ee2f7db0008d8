import { Button } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { EmptyState } from '../../shared/ui/EmptyState.tsx';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { FileLink } from '../../shared/ui/FileLink.tsx';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import { Page } from '../../shared/ui/Page.tsx';
import { PageHeader } from '../../shared/ui/PageHeader.tsx';
import { SearchInput } from '../../shared/ui/SearchInput.tsx';
import { useDocumentTitle } from '../../shared/ui/use-document-title.ts';
import { OrganisationSelect } from '../people/OrganisationSelect.tsx';
import { type ItemFilterValues, itemsFile, useItems } from './api.ts';
import { ItemTable } from './ItemTable.tsx';
import styles from './SupervisionPage.module.css';

const PAGE_SIZE = 50;

/** The supervision ledger: every item that was issued, searched and paged by the server. */
export function SupervisionPage() {
  useDocumentTitle('督办事项台账');
  const [search, setSearch] = useSearchParams();
  const filter: ItemFilterValues = {};
  for (const name of ['q', 'organisationId', 'reportId'] as const) {
    const value = search.get(name);
    if (value) filter[name] = value;
  }
  const address = search.toString();
  const [paging, setPaging] = useState<{ address: string; cursors: string[] }>({ address, cursors: [] });
  // The pages behind belong to one filter; another one starts anew.
  const cursors = paging.address === address ? paging.cursors : [];
  const cursor = cursors.at(-1);
  const items = useItems({ ...filter, limit: PAGE_SIZE, ...(cursor ? { cursor } : {}) });
  const change = (name: string, value: string | undefined) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  const turn = (next: string[]) => {
    setPaging({ address, cursors: next });
    window.scrollTo(0, 0);
  };
  const data = items.data;
  const first = cursors.length * PAGE_SIZE + 1;
  const filtered = Object.keys(filter).length > 0;
  return (
    <Page wide>
      <PageHeader
        title="督办事项台账"
        note="印发后的任务分工在这里编号、查找；每一项都能回到报告原文。"
        actions={data && data.total > 0 && <FileLink href={itemsFile(filter)}>导出 Excel</FileLink>}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: Chrome 109 does not know <search> */}
      <form role="search" onSubmit={(event) => event.preventDefault()} className={styles.bar} aria-label="查找事项">
        <SearchInput
          label="查找编号、事项内容"
          value={filter.q ?? ''}
          onChange={(q) => change('q', q)}
          className={styles.words}
        />
        <OrganisationSelect
          aria-label="责任单位"
          placeholder="责任单位（名称或拼音首字母）"
          allowClear
          className={styles.unit ?? ''}
          value={filter.organisationId ?? (null as unknown as string)}
          onChange={(value) => change('organisationId', typeof value === 'string' ? value : undefined)}
        />
        {filter.reportId && <span className={styles.only}>只看一份报告的事项</span>}
        {filtered && (
          <Button type="link" onClick={() => setSearch({}, { replace: true })}>
            清除条件
          </Button>
        )}
      </form>
      {items.isPending && <LoadingState lines={10} />}
      {items.isError && !data && <ErrorState error={items.error} onRetry={() => items.refetch()} />}
      {data && data.items.length === 0 && (
        <EmptyState
          title={filtered ? '没有符合条件的事项' : '台账上还没有事项'}
          hint={filtered ? '换一个词，或清除条件再试。' : '任务分解核对完毕并印发后，事项会编号列在这里。'}
          action={!filtered && <Link to="/reports">去核对任务分解</Link>}
        />
      )}
      {data && data.items.length > 0 && (
        <>
          <p className={styles.total} role="status">
            共 {data.total} 项，显示第 {first}–{first + data.items.length - 1} 项
          </p>
          <ItemTable items={data.items} busy={items.isPlaceholderData} />
          {(cursors.length > 0 || data.nextCursor) && (
            <nav className={styles.pages} aria-label="翻页">
              <Button disabled={cursors.length === 0} onClick={() => turn(cursors.slice(0, -1))}>
                上一页
              </Button>
              <span>
                第 {cursors.length + 1} / {Math.ceil(data.total / PAGE_SIZE)} 页
              </span>
              <Button
                disabled={!data.nextCursor || items.isPlaceholderData}
                onClick={() => data.nextCursor && turn([...cursors, data.nextCursor])}
              >
                下一页
              </Button>
            </nav>
          )}
        </>
      )}
    </Page>
  );
}
