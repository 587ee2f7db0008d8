import { useReview } from './review-context.ts';
import styles from './SavedState.module.css';

/** Saved, being saved, or not: in words, for eyes and screen readers. */
export function SavedState() {
  const { edits } = useReview();
  const words =
    edits.unsent.length > 0 ? `${edits.unsent.length} 处未保存` : edits.waiting > 0 ? '正在保存…' : '已全部保存';
  return (
    <span role="status" className={styles.state} data-bad={edits.unsent.length > 0}>
      {words}
    </span>
  );
}
