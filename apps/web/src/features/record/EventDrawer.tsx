import type { RecordedEventDetail } from '@luoshi/server/modules/record/contract';
import { Drawer } from 'antd';
import { moment } from '../../shared/format/dates.ts';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { Facts } from '../../shared/ui/Facts.tsx';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import { useIsPhone } from '../../shared/ui/use-media.ts';
import { useEvent } from './api.ts';
import { ChangeList } from './ChangeList.tsx';
import styles from './EventDrawer.module.css';

const WAYS = { page: '网页', token: '接口', job: '系统任务', command: '服务器终端' } as const;

/** One event with everything that it keeps. */
export function EventDrawer({ eventId, onClose }: { eventId: string | null; onClose: () => void }) {
  const event = useEvent(eventId);
  const phone = useIsPhone();
  return (
    <Drawer open={eventId !== null} onClose={onClose} size={phone ? '100%' : 620} title={event.data?.what ?? '留痕'}>
      {event.isPending && eventId !== null && <LoadingState lines={8} />}
      {event.isError && <ErrorState error={event.error} onRetry={() => event.refetch()} />}
      {event.data && eventId !== null && <Detail event={event.data} />}
    </Drawer>
  );
}

function Detail({ event }: { event: RecordedEventDetail }) {
  return (
    <div className={styles.detail}>
      <Facts
        rows={[
          ['时间', moment(event.at)],
          ['人员', event.who],
          ['岗位', [event.organisation, event.post].filter(Boolean).join(' ')],
          ['来自', [event.via && WAYS[event.via], event.address].filter(Boolean).join(' ')],
          ['对象', event.subject.name],
          ['原因', event.why],
        ]}
      />
      {event.changes.length > 0 && (
        <section aria-labelledby="changes">
          <h3 id="changes">改动</h3>
          <ChangeList changes={event.changes} at={event.at} />
        </section>
      )}
      <Side title="之前" value={event.before} />
      <Side title="之后" value={event.after} />
      <section aria-labelledby="chain">
        <h3 id="chain">在链上</h3>
        <Facts
          rows={[
            ['留痕编号', <code key="id">{event.id}</code>],
            ['序号', event.position === null ? '待入链' : `第 ${event.position} 号`],
            ['入链时间', event.linkedAt && moment(event.linkedAt)],
            ['摘要', <code key="digest">{event.digest}</code>],
            ['链接', event.hash && <code key="hash">{event.hash}</code>],
          ]}
        />
      </section>
    </div>
  );
}

function Side({ title, value }: { title: string; value: unknown }) {
  if (value === null || value === undefined) return null;
  return (
    <details className={styles.side}>
      <summary>{title}（原始内容）</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached from the keyboard */}
      <pre tabIndex={0}>{JSON.stringify(value, null, 2)}</pre>
    </details>
  );
}
