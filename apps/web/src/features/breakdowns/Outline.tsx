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
        <li key={section.id}>
          <button
            type="button"
            className={styles.entry}
            data-depth={Math.min(depths.get(section.id) ?? 0, 3)}
            data-done={decided === total}
            aria-current={section.id === current ? 'location' : undefined}
            onClick={() => onGo(first)}
          >
            <span className={styles.title}>{section.title}</span>
            <span className={styles.count} title={`${total} 句中已处置 ${decided} 句`}>
              {decided}/{total}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
});
