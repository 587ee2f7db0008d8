import type { HistoryEvent } from '@luoshi/server/modules/record/contract';
import { moment } from '../../shared/format/dates.ts';
import { ChangeList } from './ChangeList.tsx';
import styles from './HistoryList.module.css';

/** What happened, oldest first as the server sends it: when, who, what and why, and what it changed. */
export function HistoryList({ events }: { events: readonly HistoryEvent[] }) {
  if (events.length === 0) return <p>还没有记录。</p>;
  return (
    <ol className={styles.list}>
      {events.map((event) => (
        <li key={event.id}>
          <time dateTime={event.at} className={styles.when}>
            {moment(event.at)}
          </time>
          <span className={styles.who}>
            {event.who}
            {event.organisation && <span className={styles.of}>{event.organisation}</span>}
          </span>
          <span className={styles.what}>
            {event.what}
            {event.why && <span className={styles.why}>（{event.why}）</span>}
          </span>
          <ChangeList changes={event.changes} at={event.at} />
        </li>
      ))}
    </ol>
  );
}
