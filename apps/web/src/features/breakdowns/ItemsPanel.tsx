import { memo, useEffect, useRef } from 'react';
import { ConflictNotice } from './ConflictNotice.tsx';
import { DecisionHead } from './DecisionHead.tsx';
import { ItemCard } from './ItemCard.tsx';
import styles from './ItemsPanel.module.css';
import type { Command } from './keyboard.ts';
import { type FieldWish, useReview } from './review-context.ts';
import { engineReason } from './words.ts';

interface Props {
  current: string;
  /** Which of its items the keys act on. */
  item: number;
  setItem: (item: number) => void;
  goTo: (sentence: string) => void;
  wish: FieldWish | null;
  run: (command: Command) => void;
}

/** What became, or would become, of the current sentence. */
export const ItemsPanel = memo(function ItemsPanel({ current, item, setItem, goTo, wish, run }: Props) {
  const { decisions, sentences, edits, readOnly, nameOf, actions, focusText } = useReview();
  const top = useRef<HTMLDivElement>(null);
  // Another sentence is read from its beginning.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the sentence changes
  useEffect(() => {
    // In braces: newer browsers answer a promise, which is no way to end an effect.
    top.current?.parentElement?.scrollTo(0, 0);
  }, [current]);
  const sentence = sentences.get(current);
  const decision = decisions.get(current);
  if (!sentence || !decision) return <p className={styles.none}>请在左侧选择一句。</p>;
  const conflict = edits.conflicts.get(sentence.id);
  const active = Math.min(item, Math.max(0, decision.items.length - 1));
  // What the system would not take up is not laid out as an item until somebody wants it to be one.
  const items = decision.disposition === 'pending' && !sentence.task ? [] : decision.items;
  const host = decision.mergedInto ? sentences.get(decision.mergedInto) : undefined;
  return (
    <div
      ref={top}
      className={styles.panel}
      onKeyDownCapture={(event) => {
        if (event.key === 'Escape') focusText();
      }}
    >
      <DecisionHead sentence={sentence} decision={decision} run={run} />
      {conflict && <ConflictNotice sentence={sentence} conflict={conflict} />}
      {decision.disposition === 'pending' && !sentence.task && (
        <p className={styles.advice}>
          系统建议<b>不立项</b>：{engineReason(sentence.reason)}。
          {!readOnly && (
            <button type="button" className={styles.link} onClick={() => void actions.accept(sentence.id)}>
              仍要立项
            </button>
          )}
        </p>
      )}
      {decision.disposition === 'none' && (
        <p className={styles.advice}>
          理由：<b>{decision.reason}</b>
        </p>
      )}
      {host && (
        <p className={styles.advice}>
          本句的内容已并入
          <button type="button" className={styles.link} onClick={() => goTo(host.id)}>
            第{host.number}句
          </button>
          的事项。
        </p>
      )}
      {decision.disposition === 'pending' && decision.proposed > 1 && !readOnly && (
        <p className={styles.advice}>
          接受后按任务拆成 <b>{decision.proposed}</b> 项，各自建议牵头单位；也可直接
          <span data-for-keys>按数字键</span>整句立项。
        </p>
      )}
      {items.map((draft, index) => (
        <ItemCard
          key={draft.id}
          sentence={sentence.id}
          item={draft}
          index={index}
          count={decision.items.length}
          proposed={decision.disposition === 'pending'}
          active={index === active}
          onActivate={() => setItem(index)}
          wish={wish?.item === draft.id ? wish : null}
        />
      ))}
      {decision.decidedBy && decision.disposition !== 'pending' && decision.items.length > 1 && (
        <p className={styles.sum}>
          共 {decision.items.length} 项，牵头单位：
          {[...new Set(decision.items.flatMap((item) => item.leads))].map(nameOf).join('、') || '未定'}
        </p>
      )}
    </div>
  );
});
