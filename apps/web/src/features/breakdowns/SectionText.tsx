import type { Section, Sentence } from '@luoshi/server/modules/reports/contract';
import { memo } from 'react';
import { useReview } from './review-context.ts';
import styles from './SectionText.module.css';
import { SentenceLine } from './SentenceLine.tsx';
import { SplitLine } from './SplitLine.tsx';

interface Props {
  section: Section;
  sentences: readonly Sentence[];
  /** Its heading stands further up already. */
  continued: boolean;
  /** The current sentence, if it stands in this section. */
  current: string | null;
  splitting: boolean;
  onSplitEnd: () => void;
}

export function SectionText({ section, sentences, continued, current, splitting, onSplitEnd }: Props) {
  const { text, decisions, measuresOf, nameOf, sentences: all } = useReview();
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
}

// One line changes at a time; the other hundreds are not drawn again.
const Line = memo(SentenceLine);
