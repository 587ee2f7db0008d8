import styles from './DemoMark.module.css';

/** Stands on every page of a demonstration city, so that nothing invented passes for a real government's document. */
export function DemoMark() {
  return (
    <span className={styles.mark} title="演示城市：名称、数据和文件均为虚构">
      演示<span className={styles.long}> · 内容均为虚构</span>
    </span>
  );
}
