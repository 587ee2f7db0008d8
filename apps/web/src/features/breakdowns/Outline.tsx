import type { Section } from '@luoshi/server/modules/reports/contract';
import { memo, useMemo } from 'react';
import type { OutlineEntry } from './navigate.ts';
import styles from './Outline.module.css';

interface Props {
  entries: OutlineEntry[];
  sections: Section[];
  /** Section of the current sentence. */
  current: string;
  onGo: (sentence: string) => void;
}

/** The report's sections with how many of their sentences are decided. */
export const Outline = memo(function Outline({ entries, sections, current, onGo }: Props) {
  const depths = useMemo(() => {
    const parents = new Map(sections.map((section) => [section.id, section.parent]));
    const depthOf = (id: string): number => {
      const parent = parents.get(id);
      return parent ? depthOf(parent) + 1 : 0;
    };
    return new Map(entries.map(({ section }) => [section.id, depthOf(section.id)]));
  }, [entries, sections]);
  return (
    <ol className={styles.list}>
      {entries.map(({ section, first, decided, total }) => (
        <Entry
          key={section.id}
          title={section.title}
          depth={Math.min(depths.get(section.id) ?? 0, 3)}
          first={first}
          decided={decided}
          total={total}
          current={section.id === current}
          onGo={onGo}
        />
      ))}
    </ol>
  );
});

interface EntryProps extends Pick<OutlineEntry, 'first' | 'decided' | 'total'> {
  title: string;
  depth: number;
  current: boolean;
  onGo: (sentence: string) => void;
}

const Entry = memo(function Entry({ title, depth, first, decided, total, current, onGo }: EntryProps) {
  return (
    <li>
      <button
        type="button"
        className={styles.entry}
        data-depth={depth}
        data-done={decided === total}
        aria-current={current ? 'location' : undefined}
        onClick={() => onGo(first)}
      >
        <span className={styles.title}>{title}</span>
        <span className={styles.count} title={`${total} 句中已处置 ${decided} 句`}>
          {decided}/{total}
        </span>
      </button>
    </li>
  );
});
