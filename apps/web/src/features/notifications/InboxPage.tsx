import { App, Button, Segmented } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { messageOf } from '../../shared/http/api-error.ts';
import { EmptyState } from '../../shared/ui/EmptyState.tsx';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import { Page } from '../../shared/ui/Page.tsx';
import { PageHeader } from '../../shared/ui/PageHeader.tsx';
import { useDocumentTitle } from '../../shared/ui/use-document-title.ts';
import { type Show, useMark, useNotifications, useReadAll } from './api.ts';
import styles from './InboxPage.module.css';
import { NotificationItem } from './NotificationItem.tsx';

const SHOWS: { value: Show; label: string }[] = [
  { value: 'current', label: '全部' },
  { value: 'unread', label: '未读' },
  { value: 'archived', label: '已归档' },
];
const NOTHING: Record<Show, string> = {
  current: '还没有通知',
  unread: '没有未读通知',
  archived: '没有归档的通知',
};

/** What the matters that concern one have to say, the newest first; it grows by itself. */
export function InboxPage() {
  useDocumentTitle('通知');
  const [search, setSearch] = useSearchParams();
  const show = SHOWS.find(({ value }) => value === search.get('show'))?.value ?? 'current';
  const list = useNotifications(show);
  const mark = useMark();
  const readAll = useReadAll();
  const { message } = App.useApp();
  const failed = (error: unknown) => void message.error(messageOf(error));
  const [first] = list.data?.pages ?? [];
  const all = list.data?.pages.flatMap((page) => page.notifications) ?? [];
  return (
    <Page>
      <PageHeader
        title="通知"
        note={first && (first.unread > 0 ? `${first.unread} 条未读` : '全部已读')}
        actions={
          <>
            <Link to="/notifications/preferences" className={styles.preferences}>
              通知设置
            </Link>
            <Button
              disabled={!first || first.unread === 0}
              loading={readAll.isPending}
              onClick={() => first && readAll.mutate(first.change, { onError: failed })}
            >
              全部标为已读
            </Button>
          </>
        }
      />
      <Segmented
        aria-label="显示哪些通知"
        options={SHOWS}
        value={show}
        onChange={(value) => setSearch(value === 'current' ? {} : { show: value }, { replace: true })}
      />
      {list.isPending && <LoadingState lines={6} />}
      {list.isError && all.length === 0 && <ErrorState error={list.error} onRetry={() => list.refetch()} />}
      {list.isSuccess && all.length === 0 && (
        <EmptyState title={NOTHING[show]} hint="与您有关的事项有新情况时，会出现在这里。" />
      )}
      {all.length > 0 && (
        <ol className={styles.list}>
          {all.map((one) => (
            <NotificationItem
              key={one.id}
              notification={one}
              onMark={(state) => mark.mutate({ id: one.id, state }, { onError: failed })}
            />
          ))}
        </ol>
      )}
      {list.hasNextPage && (
        <div className={styles.more}>
          <Button loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            显示更早的通知
          </Button>
        </div>
      )}
    </Page>
  );
}
