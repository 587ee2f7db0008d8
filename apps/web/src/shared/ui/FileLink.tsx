import type { ReactNode } from 'react';
import styles from './FileLink.module.css';

/** A button that is a download: a plain link, so that the browser shows its progress and the file's own name. */
export function FileLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className={styles.link} href={href} download>
      {children}
    </a>
  );
}
