import type { RecordedEvent } from '@luoshi/server/modules/record/contract';
import { memo } from 'react';
import { moment } from '../../shared/format/dates.ts';
import { Tag } from '../../shared/ui/Tag.tsx';
import type { EventFilterValues } from './api.ts';
import styles from './EventTable.module.css';

interface Props {
  events: RecordedEvent[];
  busy: boolean;
  onOpen: (eventId: string) => void;
  /** Narrows the search to what was pressed. */
  onOnly: (filter: EventFilterValues) => void;
}

/** An event a row, newest first. On a phone each row is a card. */
export const EventTable = memo(function EventTable({ events, busy, onOpen, onOnly }: Props) {
  return (
    <table className={styles.table} aria-busy={busy}>
      <thead>
        <tr>
          <th scope="col">时间</th>
          <th scope="col">人员</th>
          <th scope="col">操作</th>
          <th scope="col">对象</th>
          <th scope="col">原因</th>
          <th scope="col">链上序号</th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <tr key={event.id}>
            <td className={styles.when}>
              <time dateTime={event.at}>{moment(event.at)}</time>
            </td>
            <td data-name="人员">
              {event.personId ? (
                <button
                  type="button"
                  className={styles.only}
                  title="只看此人的操作"
                  onClick={() => onOnly({ personId: event.personId!, person: '' })}
                >
                  {event.who}
                </button>
              ) : (
                event.who
              )}
              {event.organisation && <span className={styles.of}>{event.organisation}</span>}
            </td>
            <th scope="row" className={styles.what}>
              <button type="button" className={styles.open} onClick={() => onOpen(event.id)}>
                {event.what}
              </button>
            </th>
            <td data-name="对象">
              <button
                type="button"
                className={styles.only}
                title="只看这个对象"
                onClick={() => onOnly({ subjectKind: event.subject.kind, subjectId: event.subject.id })}
              >
                {event.subject.name}
              </button>
            </td>
            <td data-name="原因">{event.why}</td>
            <td data-name="序号" className={styles.position}>
              {event.position ?? <Tag title="每秒左右入链一次">待入链</Tag>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
});
