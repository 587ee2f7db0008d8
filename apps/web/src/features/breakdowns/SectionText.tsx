import type { Section, Sentence } from '@luoshi/server/modules/reports/contract';
import { memo } from 'react';
import type { Review } from './review-context.ts';
import styles from './SectionText.module.css';
import { SentenceLine } from './SentenceLine.tsx';
import { SplitLine } from './SplitLine.tsx';

interface Props extends Pick<Review, 'text' | 'decisions' | 'measuresOf' | 'nameOf'> {
  section: Section;
  sentences: readonly Sentence[];
  /** Its heading stands further up already. */
  continued: boolean;
  /** The current sentence, if it stands in this section. */
  current: string | null;
  splitting: boolean;
  onSplitEnd: () => void;
  /** Every sentence of the breakdown, for the numbers of those that took others in. */
  all: Review['sentences'];
}

/**
 * One stretch of the report. Drawn anew only when the cursor comes or goes, or one of its own sentences was decided:
 * a report of a thousand sentences has hundreds of them.
 */
export const SectionText = memo(function SectionText(props: Props) {
  const { section, sentences, continued, current, splitting, onSplitEnd, text, decisions, measuresOf, nameOf, all } =
    props;
  // The heading is often a sentence itself (一是着力……); it is not said twice.
  const saysItself =
    sentences[0] &&
    sentences[0].start <= section.start &&
    text.slice(sentences[0].start, sentences[0].end).includes(section.title);
  return (
    <section className={styles.section} data-current={current !== null} aria-label={section.title}>
      {!saysItself && !continued && <h2 className={styles.title}>{section.title}</h2>}
      {sentences.map((sentence) => {
        const decision = decisions.get(sentence.id);
        if (!decision) return null;
        if (splitting && sentence.id === current)
          return <SplitLine key={sentence.id} sentence={sentence} decision={decision} onEnd={onSplitEnd} />;
        return (
          <Line
            key={sentence.id}
            sentence={sentence}
            decision={decision}
            text={text}
            measures={measuresOf(sentence.id)}
            current={sentence.id === current}
            nameOf={nameOf}
            hostNumber={decision.mergedInto ? all.get(decision.mergedInto)?.number : undefined}
          />
        );
      })}
    </section>
  );
}, sameText);

function sameText(before: Props, after: Props): boolean {
  const { decisions: known, ...rest } = before;
  const { decisions, ...others } = after;
  return (
    (Object.keys(others) as (keyof typeof others)[]).every((name) => rest[name] === others[name]) &&
    (known === decisions || after.sentences.every(({ id }) => known.get(id) === decisions.get(id)))
  );
}

// One line changes at a time; the other hundreds are not drawn again.
const Line = memo(SentenceLine);
