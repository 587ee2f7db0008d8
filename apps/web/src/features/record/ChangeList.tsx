import type { Change } from '@luoshi/server/modules/record/contract';
import styles from './HistoryList.module.css';
import { sayValue } from './say-value.ts';

/** What an event changed: each field from what it was to what it is. */
export function ChangeList({ changes, at }: { changes: readonly Change[]; at: string }) {
  if (changes.length === 0) return null;
  return (
    <dl className={styles.changes}>
      {changes.map((change) => (
        <div key={change.field}>
          <dt>{change.field}：</dt>
          <dd>
            {change.before && (
              <>
                <span className="visually-hidden">从</span>
                <span className={styles.before}>{sayValue(change.before, at)}</span>
                <span aria-hidden="true"> → </span>
                <span className="visually-hidden">改为</span>
              </>
            )}
            {sayValue(change.after, at) || '空'}
          </dd>
        </div>
      ))}
    </dl>
  );
}
