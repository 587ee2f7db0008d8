import type { HistoryEvent } from '@luoshi/server/modules/ledgers/contract';
import type { z } from 'zod';
import { moment } from '../../shared/format/dates.ts';
import styles from './HistoryList.module.css';

/** What happened, oldest first as the server sends it: when, who, what and why, and what it changed. */
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
          {event.changes.length > 0 && (
            <dl className={styles.changes}>
              {event.changes.map((change) => (
                <div key={change.field}>
                  <dt>{change.field}：</dt>
                  <dd>
                    {change.before && (
                      <>
                        <span className={styles.before}>{change.before}</span> →{' '}
                      </>
                    )}
                    {change.after || '空'}
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ol>
  );
}
