import { z } from 'zod';
import { isApiError } from '../../shared/http/api-error.ts';
import styles from './IssueDialog.module.css';
import { lackNames } from './words.ts';

const Lack = z.enum(['decision', 'lead', 'due']);
const Lacking = z.object({
  sentences: z.array(z.object({ sentence: z.string(), number: z.int(), lacks: z.array(Lack) })).min(1),
});
export type Lacking = z.infer<typeof Lacking>['sentences'];

/** The sentences that a refusal to issue names; null where it is another refusal, or names none. */
export function lackingOf(error: unknown): Lacking | null {
  if (!isApiError(error, 'BREAKDOWN_INCOMPLETE')) return null;
  return Lacking.safeParse(error.details).data?.sentences ?? null;
}

/** The sentences that keep a breakdown from being issued, by what they lack; each leads to itself. */
export function LackingList({ lacking, onGo }: { lacking: Lacking; onGo: (sentence: string) => void }) {
  return (
    <>
      <p>还不能印发。请逐句补齐后再印发：</p>
      <div className={styles.lacking}>
        {Lack.options.map((lack) => {
          const those = lacking.filter(({ lacks }) => lacks.includes(lack));
          if (those.length === 0) return null;
          return (
            <section key={lack} aria-label={lackNames[lack]}>
              <h3>
                {lackNames[lack]} <b>{those.length}</b> 句
              </h3>
              <ul>
                {those.map(({ sentence, number }) => (
                  <li key={sentence}>
                    <button type="button" onClick={() => onGo(sentence)}>
                      第{number}句
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </>
  );
}
