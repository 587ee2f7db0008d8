import { Link, Navigate, Outlet, ScrollRestoration, useLocation, useMatches } from 'react-router';
import { DemoMark } from '../features/accounts/DemoMark.tsx';
import { SessionKeeper } from '../features/accounts/SessionKeeper.tsx';
import { useSession } from '../features/accounts/session.ts';
import { UserMenu } from '../features/accounts/UserMenu.tsx';
import { Bell } from '../features/notifications/Bell.tsx';
import { sessionGate } from '../shared/http/session-gate.ts';
import { ErrorState } from '../shared/ui/ErrorState.tsx';
import { LoadingState } from '../shared/ui/LoadingState.tsx';
import { useIsPhone } from '../shared/ui/use-media.ts';
import { Navigation, NavigationDrawer } from './Navigation.tsx';
import { NotAllowedPage } from './NotAllowedPage.tsx';
import { opens, type PageHandle } from './page.ts';
import styles from './Shell.module.css';

/** The frame of every page behind sign-in: which city, where to go, who is working; and whether they may see the page. */
export function Shell() {
  const session = useSession();
  const location = useLocation();
  const phone = useIsPhone();
  const handle = useMatches().at(-1)?.handle as PageHandle | undefined;
  if (session.data === undefined && session.isError)
    return <ErrorState error={session.error} onRetry={() => session.refetch()} />;
  if (session.data === undefined) return <LoadingState page />;
  if (session.data === null || (session.data.restriction !== null && sessionGate.person === null)) {
    const next = location.pathname + location.search;
    const bare = next === '/' || sessionGate.left;
    return <Navigate to={bare ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`} replace />;
  }
  const me = session.data;
  const needs = handle?.needs ?? [];
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        跳到正文
      </a>
      <header className={styles.bar}>
        {phone && <NavigationDrawer may={me.may} />}
        <Link to="/" className={styles.brand} aria-label={`落实，${me.city.name}，回到首页`}>
          <span className={styles.name}>落实</span>
          <span className={styles.city}>{me.city.name}</span>
        </Link>
        {me.city.demo && <DemoMark />}
        {!phone && <Navigation may={me.may} />}
        {me.may.includes('notifications.list') && <Bell />}
        <UserMenu me={me} />
      </header>
      <SessionKeeper me={me} />
      <main id="main" tabIndex={-1} className={styles.main}>
        {opens(me.may, needs) ? <Outlet /> : <NotAllowedPage me={me} needs={needs} />}
      </main>
      <ScrollRestoration />
    </div>
  );
}
