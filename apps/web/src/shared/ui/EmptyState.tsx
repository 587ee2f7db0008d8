import type { ReactNode } from 'react';
import styles from './states.module.css';

interface Props {
  title: string;
  hint?: ReactNode;
  action?: ReactNode;
  /** True where it is the whole page, so that the page has a heading. */
  heading?: boolean;
}

/** Nothing here, and what to do about it. */
export function EmptyState({ title, hint, action, heading = false }: Props) {
  const Title = heading ? 'h1' : 'p';
  return (
    <div className={styles.empty}>
      <Title className={styles.title}>{title}</Title>
      {hint && <p className={styles.hint}>{hint}</p>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
