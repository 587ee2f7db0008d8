import type { Notification } from '@luoshi/server/modules/notifications/contract';
import { Button } from 'antd';
import { Link } from 'react-router';
import { moment } from '../../shared/format/dates.ts';
import { Tag } from '../../shared/ui/Tag.tsx';
import styles from './NotificationItem.module.css';

interface Props {
  notification: Notification;
  onMark: (state: Notification['state']) => void;
}

/** One matter's newest words; following its link reads it. */
export function NotificationItem({ notification: it, onMark }: Props) {
  const unread = it.state === 'unread';
  return (
    <li className={styles.item} data-unread={unread}>
      <div className={styles.words}>
        <p className={styles.head}>
          <Link to={it.link} onClick={() => unread && onMark('read')} className={styles.title}>
            {unread && <span className="visually-hidden">未读：</span>}
            {it.title}
          </Link>
          {it.urgency === 'urgent' && <Tag tone="bad">紧急</Tag>}
          {it.times > 1 && <Tag>更新 {it.times} 次</Tag>}
        </p>
        <p className={styles.text}>{it.text}</p>
      </div>
      <div className={styles.side}>
        <time dateTime={it.at}>{moment(it.at)}</time>
        <span className={styles.actions}>
          <Button type="link" size="small" onClick={() => onMark(unread ? 'read' : 'unread')}>
            {unread ? '标为已读' : '标为未读'}
            <span className="visually-hidden">：{it.title}</span>
          </Button>
          {it.state !== 'archived' && (
            <Button type="link" size="small" onClick={() => onMark('archived')}>
              归档<span className="visually-hidden">：{it.title}</span>
            </Button>
          )}
        </span>
      </div>
    </li>
  );
}
