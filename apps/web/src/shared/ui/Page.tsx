import type { ReactNode } from 'react';
import styles from './Page.module.css';

/** The measure of an ordinary page: one column, never wider than can be read. */
export function Page({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  return <div className={wide ? styles.wide : styles.page}>{children}</div>;
}
