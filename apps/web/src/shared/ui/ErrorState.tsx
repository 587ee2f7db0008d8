import { Button } from 'antd';
import type { ReactNode } from 'react';
import { messageOf } from '../http/api-error.ts';
import styles from './states.module.css';

interface Props {
  error: unknown;
  onRetry?: () => void;
  action?: ReactNode;
}

/** What the server said, word for word, and a way on. */
export function ErrorState({ error, onRetry, action }: Props) {
  return (
    <div className={styles.empty} role="alert">
      <p className={styles.title}>打不开</p>
      <p className={styles.hint}>{messageOf(error)}</p>
      <div className={styles.action}>
        {onRetry && <Button onClick={onRetry}>重试</Button>}
        {action}
      </div>
    </div>
  );
}
