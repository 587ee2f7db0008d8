import type { HistoryEvent } from '@luoshi/server/modules/ledgers/contract';
import type { z } from 'zod';
import { moment } from '../../shared/format/dates.ts';
import styles from './HistoryList.module.css';

/** What happened, newest first as the server sends it: when, who, what, why. */
export function HistoryList({ events }: { events: z.infer<typeof HistoryEvent>[] }) {
  if (events.length === 0) return <p>还没有记录。</p>;
  return (
    <ol className={styles.list}>
      {events.map((event) => (
        <li key={event.id}>
          <time dateTime={event.at} className={styles.when}>
            {moment(event.at)}
          </time>
          <span className={styles.who}>{event.who}</span>
          <span className={styles.what}>
            {event.what}
            {event.why && <span className={styles.why}>（{event.why}）</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
