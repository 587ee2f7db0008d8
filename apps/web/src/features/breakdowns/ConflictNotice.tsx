import type { Sentence } from '@luoshi/server/modules/reports/contract';
import { Button } from 'antd';
import { timeToday } from '../../shared/format/dates.ts';
import styles from './ConflictNotice.module.css';
import { useReview } from './review-context.ts';
import type { Conflict } from './use-edits.ts';
import { dispositionSentence } from './words.ts';

/** Who was quicker, what they made of it, what was wanted here: and both ways on. Nothing is overwritten unasked. */
export function ConflictNotice({ sentence, conflict }: { sentence: Sentence; conflict: Conflict }) {
  const { sentences, edits, nameOf } = useReview();
  const { theirs } = conflict;
  return (
    <section className={styles.notice} role="alert" aria-label="修改冲突">
      <p className={styles.title}>
        {theirs.decidedBy ?? '其他人'}
        {theirs.decidedAt && ` ${timeToday(theirs.decidedAt)} `}已经改过这一句，您的操作没有生效
      </p>
      <dl className={styles.sides}>
        <dt>对方</dt>
        <dd>
          {dispositionSentence(theirs, (id) => sentences.get(id)?.number)}
          {theirs.items.map((item) => (
            <p key={item.id}>
              {item.wording}
              {item.leads.length > 0 &&
                `（牵头：${item.leads.map(nameOf).join('、')}${item.due ? `，${item.due}` : ''}）`}
            </p>
          ))}
        </dd>
        <dt>您的</dt>
        <dd>{conflict.label}</dd>
      </dl>
      <div className={styles.actions}>
        <Button size="small" type="primary" onClick={() => edits.settle(sentence.id)}>
          采用对方的
        </Button>
        <Button
          size="small"
          onClick={() => {
            edits.settle(sentence.id);
            conflict.again();
          }}
        >
          仍按我的处理
        </Button>
      </div>
    </section>
  );
}
