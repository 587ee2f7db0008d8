import { z } from 'zod';
import { isApiError } from '../../shared/http/api-error.ts';
import styles from './IssueDialog.module.css';
import { lackNames } from './words.ts';

const Lacking = z.object({
  sentences: z.array(z.object({ sentence: z.string(), number: z.int(), lacks: z.array(z.string()) })),
});

/** The sentences that keep a breakdown from being issued; each leads to itself. */
export function LackingList({ error, onGo }: { error: unknown; onGo: (sentence: string) => void }) {
  if (!isApiError(error, 'BREAKDOWN_INCOMPLETE')) return null;
  const details = Lacking.safeParse(error.details);
  if (!details.success) return null;
  return (
    <ul className={styles.lacking} aria-label="还缺内容的句子">
      {details.data.sentences.map(({ sentence, number, lacks }) => (
        <li key={sentence}>
          <button type="button" onClick={() => onGo(sentence)}>
            第{number}句
          </button>
          <span>{lacks.map((lack) => lackNames[lack as keyof typeof lackNames] ?? '内容不全').join('、')}</span>
        </li>
      ))}
    </ul>
  );
}
