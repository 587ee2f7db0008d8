import type { Decision } from '@luoshi/server/modules/breakdowns/contract';
import type { Measure, Sentence } from '@luoshi/server/modules/reports/contract';
import { FigureText } from '../reports/FigureText.tsx';
import styles from './SentenceLine.module.css';
import { lineId } from './use-cursor.ts';
import { dispositionMarks, dispositionNames, lackNames } from './words.ts';

interface Props {
  sentence: Sentence;
  decision: Decision;
  text: string;
  measures: readonly Measure[];
  current: boolean;
  nameOf: (organisationId: string) => string;
  hostNumber: number | undefined;
}

/** One sentence: its number, what was decided, its words with their figures, and in a line what came of it. */
export function SentenceLine({ sentence, decision, text, measures, current, nameOf, hostNumber }: Props) {
  return (
    <article
      id={lineId(sentence.id)}
      className={styles.line}
      data-sentence={sentence.id}
      data-disposition={decision.disposition}
      data-heading={sentence.reason === 'heading'}
      aria-label={`第${sentence.number}句，${dispositionNames[decision.disposition]}`}
      aria-current={current ? 'true' : undefined}
      // The current sentence holds the keyboard's place: Tab goes on to its figures.
      tabIndex={current ? 0 : -1}
    >
      <span className={styles.margin}>
        <span className={styles.number}>{sentence.number}</span>
        <span className={styles.mark}>
          {dispositionMarks[decision.disposition]}
          {decision.disposition === 'split' && decision.items.length}
        </span>
      </span>
      <div className={styles.body}>
        <p className={styles.words}>
          <FigureText text={text} start={sentence.start} end={sentence.end} measures={measures} reachable={current} />
        </p>
        <Outcome decision={decision} nameOf={nameOf} hostNumber={hostNumber} />
      </div>
    </article>
  );
}

function Outcome({ decision, nameOf, hostNumber }: Pick<Props, 'decision' | 'nameOf' | 'hostNumber'>) {
  if (decision.disposition === 'pending') return null;
  if (decision.disposition === 'none') return <p className={styles.outcome}>不立项：{decision.reason}</p>;
  if (decision.disposition === 'merged') return <p className={styles.outcome}>并入第{hostNumber ?? '?'}句的事项</p>;
  const leads = [...new Set(decision.items.flatMap((item) => item.leads))];
  const lacks = [...new Set(decision.items.flatMap((item) => item.lacks))];
  return (
    <p className={styles.outcome}>
      {leads.length > 0 && `牵头：${leads.slice(0, 4).map(nameOf).join('、')}${leads.length > 4 ? ' 等' : ''}`}
      {lacks.length > 0 && <b className={styles.lacks}>{lacks.map((lack) => lackNames[lack]).join('、')}</b>}
    </p>
  );
}
