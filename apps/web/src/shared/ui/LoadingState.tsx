import styles from './states.module.css';

/** Grey lines where words will be; says so to a screen reader. */
export function LoadingState({ page = false, lines = 6 }: { page?: boolean; lines?: number }) {
  return (
    <div className={page ? styles.loadingPage : styles.loading} role="status">
      <span className="visually-hidden">正在载入…</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <span key={line} className={styles.line} data-short={line % 3 === 2} />
      ))}
    </div>
  );
}
