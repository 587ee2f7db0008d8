import { Button, Drawer } from 'antd';
import { useEffect, useState } from 'react';
import { NavLink, useLocation } from 'react-router';
import { destinationsFor } from './destinations.ts';
import styles from './Navigation.module.css';

interface Props {
  may: readonly string[];
}

/** Where one can go: in the bar, or on a phone in a drawer. What one may not open is not there. */
export function Navigation({ may }: Props) {
  return (
    <nav className={styles.nav} aria-label="主要页面">
      {destinationsFor(may).map((group) => (
        <ul key={group.label} className={styles.group} aria-label={group.label}>
          {group.destinations.map(({ to, label }) => (
            <li key={to}>
              <NavLink to={to}>{label}</NavLink>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}

export function NavigationDrawer({ may }: Props) {
  const [open, setOpen] = useState(false);
  const { key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: wherever one went, the drawer has done its work
  useEffect(() => setOpen(false), [key]);
  return (
    <>
      <button type="button" className={styles.opener} aria-expanded={open} onClick={() => setOpen(true)}>
        <span aria-hidden="true" className={styles.lines} />
        <span className="visually-hidden">打开菜单</span>
      </button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        placement="left"
        size={264}
        closable={false}
        title="菜单"
        extra={
          <Button type="text" onClick={() => setOpen(false)}>
            关闭
          </Button>
        }
      >
        <nav aria-label="主要页面">
          {destinationsFor(may).map((group) => (
            <section key={group.label} className={styles.section}>
              <h2>{group.label}</h2>
              <ul>
                {group.destinations.map(({ to, label }) => (
                  <li key={to}>
                    <NavLink to={to}>{label}</NavLink>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </nav>
      </Drawer>
    </>
  );
}
