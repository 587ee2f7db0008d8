import { Button } from 'antd';
import type { ReactNode } from 'react';
import { isApiError, messageOf } from '../http/api-error.ts';
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
      <p className={styles.title}>{titleOf(error)}</p>
      <p className={styles.hint}>{messageOf(error)}</p>
      <div className={styles.action}>
        {onRetry && <Button onClick={onRetry}>重试</Button>}
        {action}
      </div>
    </div>
  );
}

/** What one may not see is not there either, as far as the server tells. */
function titleOf(error: unknown): string {
  if (isApiError(error, 'NOT_FOUND')) return '没有找到，或不在您的范围内';
  return isApiError(error, 'NOT_ALLOWED') ? '您没有权限' : '打不开';
}
