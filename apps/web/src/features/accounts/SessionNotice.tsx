import type { Me } from '@luoshi/server/modules/accounts/contract';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { businessDate, timeToday } from '../../shared/format/dates.ts';
import styles from './SessionNotice.module.css';
import { endsSoon, passwordDaysLeft } from './session-ends.ts';

/** A line below the bar, before something ends: the session for want of work, the session for good, the password. */
export function SessionNotice({ me, idleLeft }: { me: Me; idleLeft: number | null }) {
  const [now, setNow] = useState(() => Date.now());
  const [closed, setClosed] = useState('');
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  if (idleLeft !== null)
    return (
      <div className={styles.line} role="alert">
        长时间没有操作，{idleLeft > 60_000 ? `${Math.ceil(idleLeft / 60_000)} 分钟` : '1 分钟'}内将自动退出。
        已填写的内容会留在本页。
        <Button size="small">继续使用</Button>
      </div>
    );
  if (endsSoon(me.session.expiresAt, now))
    return (
      <div className={styles.line} role="status">
        本次登录到 {timeToday(me.session.expiresAt)} 为止，届时须重新登录；已填写的内容会留在本页。
      </div>
    );
  const days = passwordDaysLeft(me.password.expiresOn, businessDate(new Date(now)));
  const about = `password ${me.password.expiresOn}`;
  if (days === null || closed === about) return null;
  return (
    <div className={styles.line} role="status">
      密码{days === 0 ? '今天到期' : `还有 ${days} 天到期`}，到期后须先更换才能继续使用。
      <Link to="/account">现在更换</Link>
      <Button size="small" type="text" onClick={() => setClosed(about)}>
        知道了
      </Button>
    </div>
  );
}
