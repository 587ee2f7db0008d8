import type { Decision } from '@luoshi/server/modules/breakdowns/contract';
import type { Sentence } from '@luoshi/server/modules/reports/contract';
import { Button } from 'antd';
import { Link } from 'react-router';
import { timeToday } from '../../shared/format/dates.ts';
import { Tag } from '../../shared/ui/Tag.tsx';
import styles from './DecisionHead.module.css';
import type { Command } from './keyboard.ts';
import { mergeCandidate } from './navigate.ts';
import { useReview } from './review-context.ts';
import { acceptWords, dispositionSentence, dispositionTones } from './words.ts';

interface Props {
  sentence: Sentence;
  decision: Decision;
  run: (command: Command) => void;
}

/** Which sentence, what was decided by whom, and what can be done with it, each with its key. */
export function DecisionHead({ sentence, decision, run }: Props) {
  const { sentences, breakdown, decisions, readOnly } = useReview();
  const pending = decision.disposition === 'pending';
  const next = mergeCandidate(breakdown.sentences, decisions, sentence.id);
  const button = (
    command: Command,
    words: string,
    key: string,
    more: { primary?: boolean; disabled?: boolean } = {},
  ) => (
    <Button
      size="small"
      type={more.primary ? 'primary' : 'default'}
      disabled={more.disabled ?? false}
      onClick={() => run(command)}
      aria-keyshortcuts={key}
    >
      {words} <kbd className={styles.key}>{key}</kbd>
    </Button>
  );
  return (
    <div className={styles.head}>
      <div className={styles.row}>
        <h2 className={styles.title}>第{sentence.number}句</h2>
        <Tag tone={dispositionTones[decision.disposition]}>
          {dispositionSentence(decision, (id) => sentences.get(id)?.number)}
        </Tag>
        <Link className={styles.source} to={`/sources/${encodeURIComponent(sentence.reference)}`} title="打开原文出处">
          {sentence.reference}
        </Link>
      </div>
      {decision.decidedBy && decision.decidedAt && (
        <p className={styles.who}>
          {decision.decidedBy} {timeToday(decision.decidedAt)} 处置
        </p>
      )}
      {!readOnly && (
        <div className={styles.actions}>
          {pending && button({ name: 'accept' }, acceptWords(decision), 'A', { primary: true })}
          {button({ name: 'split' }, decision.disposition === 'split' ? '重新拆分' : '拆分', 'S')}
          {button({ name: 'merge' }, next ? `合并第${next.number}句` : '合并下一句', 'M', { disabled: next === null })}
          {decision.disposition !== 'none' && button({ name: 'reject' }, '不立项', 'X')}
          {!pending && button({ name: 'reopen' }, '撤回', 'R')}
        </div>
      )}
    </div>
  );
}
