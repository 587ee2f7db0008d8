import { Alert } from 'antd';
import { isApiError, messageOf } from '../../shared/http/api-error.ts';
import styles from './SignInSteps.module.css';

/** What the server said, word for word; a lock is no mistake of typing and looks different. */
export function SignInRefusal({ error }: { error: unknown }) {
  if (!error) return null;
  const locked = isApiError(error, 'TOO_MANY_ATTEMPTS') || isApiError(error, 'ACCOUNT_LOCKED');
  return (
    <Alert
      type={locked ? 'warning' : 'error'}
      showIcon
      className={styles.refusal}
      title={messageOf(error)}
      role="alert"
    />
  );
}
