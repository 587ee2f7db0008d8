import type { ReactNode } from 'react';
import { Link } from 'react-router';
import styles from './PageHeader.module.css';

interface Props {
  title: ReactNode;
  /** Where this page hangs: outermost first. */
  trail?: { to: string; label: string }[];
  note?: ReactNode;
  actions?: ReactNode;
}

export function PageHeader({ title, trail = [], note, actions }: Props) {
  return (
    <header className={styles.header}>
      {trail.length > 0 && (
        <nav aria-label="所在位置" className={styles.trail}>
          <ol>
            {trail.map((step) => (
              <li key={step.to}>
                <Link to={step.to}>{step.label}</Link>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className={styles.row}>
        <div className={styles.words}>
          <h1 className={styles.title}>{title}</h1>
          {note && <div className={styles.note}>{note}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </header>
  );
}
