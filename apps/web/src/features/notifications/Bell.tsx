import { NavLink } from 'react-router';
import { useInbox } from './api.ts';
import styles from './Bell.module.css';
import { useLiveInbox } from './use-live-inbox.ts';

/** How many notifications are unread, wherever one is; leads to them. */
export function Bell() {
  const news = useLiveInbox();
  const unread = useInbox().data?.unread ?? 0;
  return (
    <>
      <NavLink
        to="/notifications"
        className={styles.bell ?? ''}
        aria-label={unread > 0 ? `通知，${unread} 条未读` : '通知，没有未读'}
      >
        <svg aria-hidden="true" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor">
          <path
            d="M10 2.5a5 5 0 0 0-5 5v3.2L3.5 14h13L15 10.7V7.5a5 5 0 0 0-5-5Z"
            strokeWidth="1.5"
            strokeLinejoin="round"
          />
          <path d="M8 16.5a2 2 0 0 0 4 0" strokeWidth="1.5" strokeLinecap="round" />
        </svg>
        {unread > 0 && (
          <span aria-hidden="true" className={styles.count}>
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </NavLink>
      <span role="status" className="visually-hidden">
        {news}
      </span>
    </>
  );
}
