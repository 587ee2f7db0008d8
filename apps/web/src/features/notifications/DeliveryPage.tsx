import { type Channel, MessageState } from '@luoshi/server/modules/notifications/contract';
import { App, Button, Select } from 'antd';
import { useSearchParams } from 'react-router';
import { messageOf } from '../../shared/http/api-error.ts';
import { EmptyState } from '../../shared/ui/EmptyState.tsx';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import { Page } from '../../shared/ui/Page.tsx';
import { PageHeader } from '../../shared/ui/PageHeader.tsx';
import { useDocumentTitle } from '../../shared/ui/use-document-title.ts';
import { type MessageFilterValues, useMessages, useRetryMessage } from './api.ts';
import styles from './DeliveryPage.module.css';
import { MessageTable } from './MessageTable.tsx';
import { RobotsSection } from './RobotsSection.tsx';
import { CHANNELS, STATE_WORDS } from './words.ts';

/** What goes out of the house: to whom, how far it has come, and the robots by which it goes. */
export function DeliveryPage() {
  useDocumentTitle('消息投递');
  const [search, setSearch] = useSearchParams();
  const state = MessageState.options.find((one) => one === search.get('state'));
  const channel = CHANNELS.find(({ value }) => value === search.get('channel'))?.value as Channel | undefined;
  const filter: MessageFilterValues = { ...(state ? { state } : {}), ...(channel ? { channel } : {}) };
  const messages = useMessages(filter);
  const retry = useRetryMessage();
  const { message } = App.useApp();
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
  const rows = messages.data?.pages.flatMap((page) => page.messages) ?? [];
  const counts = messages.data?.pages[0]?.counts;
  return (
    <Page wide>
      <PageHeader
        title="消息投递"
        note="发出系统的邮件、短信和群消息：发给谁、到了哪一步、为什么没有发出。收件人已遮盖。"
      />
      <RobotsSection />
      <section aria-labelledby="messages">
        <h2 id="messages" className={styles.heading}>
          消息
        </h2>
        <div className={styles.bar}>
          <Select
            aria-label="状态"
            placeholder="全部状态"
            allowClear
            className={styles.filter ?? ''}
            value={state ?? (null as unknown as MessageState)}
            onChange={(value) => change('state', value)}
            options={MessageState.options.map((one) => ({
              value: one,
              label: `${STATE_WORDS[one].label}${counts ? ` ${counts[one]}` : ''}`,
            }))}
          />
          <Select
            aria-label="渠道"
            placeholder="全部渠道"
            allowClear
            className={styles.filter ?? ''}
            value={channel ?? (null as unknown as string)}
            onChange={(value) => change('channel', value)}
            options={CHANNELS}
          />
        </div>
        {messages.isPending && <LoadingState lines={8} />}
        {messages.isError && rows.length === 0 && (
          <ErrorState error={messages.error} onRetry={() => messages.refetch()} />
        )}
        {messages.isSuccess && rows.length === 0 && (
          <EmptyState title="没有消息" hint="有通知要以邮件、短信或群消息发出时，会列在这里。" />
        )}
        {rows.length > 0 && (
          <MessageTable
            messages={rows}
            onRetry={(id) =>
              retry.mutate(id, {
                onSuccess: () => void message.success('已重新排队发送'),
                onError: (error) => void message.error(messageOf(error)),
              })
            }
          />
        )}
        {messages.hasNextPage && (
          <div className={styles.more}>
            <Button loading={messages.isFetchingNextPage} onClick={() => messages.fetchNextPage()}>
              显示更早的消息
            </Button>
          </div>
        )}
      </section>
    </Page>
  );
}
