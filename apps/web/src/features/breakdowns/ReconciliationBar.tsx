import type { Reconciliation } from '@luoshi/server/modules/breakdowns/contract';
import { memo } from 'react';
import type { Show } from './navigate.ts';
import styles from './ReconciliationBar.module.css';

interface Props {
  sum: Reconciliation;
  show: Show | null;
  onShow: (show: Show | null) => void;
}

/** The sum that always adds up; each of its numbers narrows the text to what it counts. */
export const ReconciliationBar = memo(function ReconciliationBar({ sum, show, onShow }: Props) {
  const parts: [Show, string, number][] = [
    ['single', '单独立项', sum.single],
    ['split', '拆分立项', sum.split],
    ['merged', '并入', sum.merged],
    ['none', '不立项', sum.none],
    ['pending', '待定', sum.pending],
  ];
  const button = (key: Show | null, name: string, count: number, unit = '') => (
    <button
      type="button"
      className={styles.part}
      data-part={key ?? 'all'}
      aria-pressed={show === key}
      onClick={() => onShow(show === key ? null : key)}
      title={key === null ? '显示全部句子' : `只看${name}的句子`}
    >
      {name} <b>{count}</b>
      {unit}
    </button>
  );
  return (
    <section className={styles.bar} aria-label="对账">
      {button(null, '计划部分', sum.sentences, ' 句')}
      {parts.map(([key, name, count], index) => (
        <span key={key} className={styles.term}>
          <span className={styles.sign}>{index > 0 ? '+' : '='}</span>
          {button(key, name, count)}
        </span>
      ))}
      <span className={styles.gap} />
      {button('items', '生成', sum.items, ' 项')}
      <span className={styles.progress} aria-hidden="true">
        <span
          style={{ width: `${sum.sentences === 0 ? 0 : ((sum.sentences - sum.pending) / sum.sentences) * 100}%` }}
        />
      </span>
    </section>
  );
});
