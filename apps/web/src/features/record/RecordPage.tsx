import { Button } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { EmptyState } from '../../shared/ui/EmptyState.tsx';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import { Page } from '../../shared/ui/Page.tsx';
import { PageHeader } from '../../shared/ui/PageHeader.tsx';
import { useDocumentTitle } from '../../shared/ui/use-document-title.ts';
import { type EventFilterValues, useEvents } from './api.ts';
import { EventDrawer } from './EventDrawer.tsx';
import { EventTable } from './EventTable.tsx';
import { FilterBar } from './FilterBar.tsx';
import styles from './RecordPage.module.css';
import { RecordStanding } from './RecordStanding.tsx';

const FIELDS = ['from', 'to', 'person', 'personId', 'operation', 'subjectKind', 'subjectId', 'why'] as const;

/** The audit administrator's page: whether the record holds, and everything that happened, searched. */
export function RecordPage() {
  useDocumentTitle('留痕');
  const [search, setSearch] = useSearchParams();
  const filter: EventFilterValues = {};
  for (const name of FIELDS) {
    const value = search.get(name);
    if (value) filter[name] = value;
  }
  const address = FIELDS.map((name) => filter[name] ?? '').join('\n');
  const [paging, setPaging] = useState<{ address: string; cursors: string[] }>({ address, cursors: [] });
  // The pages behind belong to one filter; another one starts anew.
  const cursors = paging.address === address ? paging.cursors : [];
  const cursor = cursors.at(-1);
  const events = useEvents({ ...filter, ...(cursor ? { cursor } : {}) });
  const change = (values: EventFilterValues) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        for (const [name, value] of Object.entries(values))
          if (value) next.set(name, String(value));
          else next.delete(name);
        return next;
      },
      { replace: true },
    );
  const turn = (next: string[]) => {
    setPaging({ address, cursors: next });
    window.scrollTo(0, 0);
  };
  const open = (eventId: string | null) =>
    setSearch((now) => {
      const next = new URLSearchParams(now);
      if (eventId) next.set('event', eventId);
      else next.delete('event');
      return next;
    });
  const { data } = events;
  const filtered = Object.keys(filter).length > 0;
  return (
    <Page wide>
      <PageHeader title="留痕" note="每一次操作由谁、何时、从哪里、为什么，改了什么。查阅本页也会留痕。" />
      <RecordStanding />
      <FilterBar filter={filter} onChange={change} onClear={() => setSearch({}, { replace: true })} />
      {events.isPending && <LoadingState lines={10} />}
      {events.isError && !data && <ErrorState error={events.error} onRetry={() => events.refetch()} />}
      {data && data.events.length === 0 && (
        <EmptyState
          title={filtered ? '没有符合条件的留痕' : '还没有留痕'}
          hint={filtered && '放宽时间，或清除条件再试。'}
        />
      )}
      {data && data.events.length > 0 && (
        <>
          <EventTable events={data.events} busy={events.isPlaceholderData} onOpen={open} onOnly={change} />
          <nav className={styles.pages} aria-label="翻页">
            <Button disabled={cursors.length === 0} onClick={() => turn(cursors.slice(0, -1))}>
              上一页
            </Button>
            <span>第 {cursors.length + 1} 页</span>
            <Button
              disabled={!data.nextCursor || events.isPlaceholderData}
              onClick={() => data.nextCursor && turn([...cursors, data.nextCursor])}
            >
              下一页
            </Button>
          </nav>
        </>
      )}
      <EventDrawer eventId={search.get('event')} onClose={() => open(null)} />
    </Page>
  );
}
