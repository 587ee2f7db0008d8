import type { SessionRow } from '@luoshi/server/modules/accounts/contract';
import { Button } from 'antd';
import { moment } from '../../shared/format/dates.ts';
import rows from '../../shared/ui/rows.module.css';
import { Tag } from '../../shared/ui/Tag.tsx';

interface Props {
  sessions: readonly SessionRow[];
  busy: boolean;
  onEnd: (session: SessionRow) => void;
}

/** Where somebody is signed in, the last used first. */
export function SessionTable({ sessions, busy, onEnd }: Props) {
  return (
    <table className={rows.table} aria-busy={busy}>
      <thead>
        <tr>
          <th scope="col">浏览器</th>
          <th scope="col">网络地址</th>
          <th scope="col">登录时间</th>
          <th scope="col">最近使用</th>
          <th scope="col">方式</th>
          <th scope="col" className={rows.actions}>
            <span className="visually-hidden">操作</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => (
          <tr key={session.id}>
            <th scope="row">
              <span data-foreign>{session.browser}</span> {session.current && <Tag tone="accent">本机</Tag>}
            </th>
            <td data-name="网络地址">{session.address}</td>
            <td data-name="登录时间" className={rows.moment}>
              {moment(session.createdAt)}
            </td>
            <td data-name="最近使用" className={rows.moment}>
              {moment(session.lastSeenAt)}
            </td>
            <td data-name="方式">{session.way === 'sso' ? '统一认证' : '密码'}</td>
            <td className={rows.actions}>
              {!session.current && (
                <Button
                  size="small"
                  onClick={() => onEnd(session)}
                  aria-label={`终止 ${moment(session.createdAt)} 的登录`}
                >
                  终止
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
