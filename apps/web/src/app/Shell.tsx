import { Navigate, NavLink, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { DemoMark } from '../features/accounts/DemoMark.tsx';
import { useSession } from '../features/accounts/session.ts';
import { UserMenu } from '../features/accounts/UserMenu.tsx';
import { ErrorState } from '../shared/ui/ErrorState.tsx';
import { LoadingState } from '../shared/ui/LoadingState.tsx';
import styles from './Shell.module.css';

/** The frame of every page behind sign-in: which city, where to go, who is working. */
export function Shell() {
  const session = useSession();
  const location = useLocation();
  if (session.isPending) return <LoadingState page />;
  if (session.isError) return <ErrorState error={session.error} onRetry={() => session.refetch()} />;
  if (!session.data) {
    const next = location.pathname + location.search;
    return <Navigate to={next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`} replace />;
  }
  const me = session.data;
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        跳到正文
      </a>
      <header className={styles.bar}>
        <NavLink to="/reports" className={styles.brand} aria-label={`落实，${me.city.name}，回到报告列表`}>
          <span className={styles.name}>落实</span>
          <span className={styles.city}>{me.city.name}</span>
        </NavLink>
        {me.city.demo && <DemoMark />}
        <nav className={styles.nav} aria-label="主要页面">
          <NavLink to="/reports">
            报告<span className={styles.long}>与任务分解</span>
          </NavLink>
          <NavLink to="/ledgers/supervision">
            <span className={styles.long}>督办事项</span>台账
          </NavLink>
        </nav>
        <UserMenu me={me} />
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
      <ScrollRestoration />
    </div>
  );
}
