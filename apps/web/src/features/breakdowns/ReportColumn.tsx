import type { Sentence } from '@luoshi/server/modules/reports/contract';
import { useCallback, useMemo } from 'react';
import { Link } from 'react-router';
import { EmptyState } from '../../shared/ui/EmptyState.tsx';
import styles from './ReportColumn.module.css';
import { useReview } from './review-context.ts';
import { SectionText } from './SectionText.tsx';
import { sectionRuns } from './section-runs.ts';
import type { Mode } from './use-commands.ts';

interface Props {
  shown: readonly Sentence[];
  current: string;
  mode: Mode;
  setMode: (mode: Mode) => void;
}

/** The text to be decided, section by section. Sections out of sight cost nothing: the browser skips them. */
export function ReportColumn({ shown, current, mode, setMode }: Props) {
  const { breakdown, text, sentences: all, decisions, measuresOf, nameOf, goTo, focusText } = useReview();
  const runs = useMemo(() => sectionRuns(breakdown.sections, shown), [breakdown.sections, shown]);
  const splitting = mode.kind === 'split' ? mode.sentence : null;
  const section = all.get(current)?.section;
  const endSplit = useCallback(() => {
    setMode({ kind: 'normal' });
    focusText();
  }, [setMode, focusText]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the same move is J and K, and every sentence takes focus
    <section
      className={styles.column}
      aria-label="报告原文"
      onClick={(event) => {
        const line = (event.target as Element).closest<HTMLElement>('[data-sentence]');
        const id = line?.dataset.sentence;
        if (id && id !== current && splitting === null && window.getSelection()?.isCollapsed !== false) goTo(id);
      }}
    >
      {runs.map((run) => {
        const here = run.section.id === section && run.sentences.some((sentence) => sentence.id === current);
        return (
          <SectionText
            key={`${run.section.id}-${run.sentences[0]?.id}`}
            section={run.section}
            continued={run.continued}
            sentences={run.sentences}
            current={here ? current : null}
            splitting={here && splitting === current}
            onSplitEnd={endSplit}
            text={text}
            all={all}
            decisions={decisions}
            measuresOf={measuresOf}
            nameOf={nameOf}
          />
        );
      })}
      {shown.length <= 1 && breakdown.sentences.length > 1 && (
        <EmptyState title="这一类没有其他句子" action={<Link to="?">显示全部句子</Link>} />
      )}
      {breakdown.sentences.length === 0 && <EmptyState title="这份报告没有识别出目标和计划部分" />}
    </section>
  );
}
