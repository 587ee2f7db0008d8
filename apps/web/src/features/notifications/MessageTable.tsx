import { CHANNEL_NAMES, type Message } from '@luoshi/server/modules/notifications/contract';
import { Button } from 'antd';
import { moment } from '../../shared/format/dates.ts';
import { Tag } from '../../shared/ui/Tag.tsx';
import styles from './MessageTable.module.css';
import { nextOf, STATE_WORDS } from './words.ts';

interface Props {
  messages: Message[];
  onRetry: (id: string) => void;
}

/** Messages, the newest first; on a phone each is a card. */
export function MessageTable({ messages, onRetry }: Props) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">时间</th>
          <th scope="col">渠道</th>
          <th scope="col">收件人</th>
          <th scope="col">内容</th>
          <th scope="col">状态</th>
          <th scope="col">已试</th>
          <th scope="col">说明</th>
          <th scope="col">操作</th>
        </tr>
      </thead>
      <tbody>
        {messages.map((it) => (
          <tr key={it.id}>
            <td data-name="时间" className={styles.short}>
              {moment(it.createdAt)}
            </td>
            <td data-name="渠道" className={styles.short}>
              {CHANNEL_NAMES[it.channel]}
            </td>
            <td data-name="收件人">{it.to}</td>
            <th scope="row" data-name="内容">
              {it.subject}
              {it.urgency === 'urgent' && <Tag tone="bad">紧急</Tag>}
              {it.simulated && <Tag tone="warn">模拟，未真正发出</Tag>}
              {it.body && <span className={styles.body}>{it.body}</span>}
            </th>
            <td data-name="状态" className={styles.short}>
              <Tag tone={STATE_WORDS[it.state].tone}>{STATE_WORDS[it.state].label}</Tag>
            </td>
            <td data-name="已试" className={styles.short}>
              {it.attempts} 次
            </td>
            <td data-name="说明" className={styles.why}>
              {it.lastError}
              <span className={styles.body}>{nextOf(it)}</span>
            </td>
            <td className={styles.short}>
              {it.retriable && (
                <Button size="small" onClick={() => onRetry(it.id)}>
                  重新发送<span className="visually-hidden">：{it.subject}</span>
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
