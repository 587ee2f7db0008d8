import type { DraftItem } from '@luoshi/server/modules/breakdowns/contract';
import styles from './LeadProposals.module.css';
import { useReview } from './review-context.ts';

interface Props {
  sentence: string;
  item: DraftItem;
  proposed: boolean;
  active: boolean;
}

/** The proposed leads, numbered as their digit keys, each with the words that led to it. */
export function LeadProposals({ sentence, item, proposed, active }: Props) {
  const { actions, nameOf } = useReview();
  if (item.proposals.length === 0) return null;
  const choose = (organisationId: string, add: boolean) => {
    const kept = item.leads.filter((id) => id !== organisationId);
    const leads = add ? [...kept, organisationId] : [organisationId];
    if (proposed) void actions.accept(sentence, leads);
    else void actions.editItem(sentence, item.id, { leads }, `牵头单位：${leads.map(nameOf).join('、')}`);
  };
  return (
    <section className={styles.proposals} aria-label="建议的牵头单位">
      <h4 className={styles.title}>
        建议牵头单位 {active && <span data-for-keys>按数字键选定，加 Shift 共同牵头</span>}
      </h4>
      <ol>
        {item.proposals.slice(0, 9).map((proposal, index) => {
          const place = item.leads.indexOf(proposal.organisationId);
          return (
            <li key={proposal.organisationId}>
              <button
                type="button"
                className={styles.proposal}
                aria-pressed={!proposed && place >= 0}
                data-first={proposed && index === 0}
                onClick={(event) => choose(proposal.organisationId, event.shiftKey)}
              >
                <kbd className={styles.digit} data-keep>
                  {index + 1}
                </kbd>
                <span className={styles.words}>
                  <span className={styles.name}>
                    {nameOf(proposal.organisationId)}
                    {!proposed && place >= 0 && <em>{place === 0 ? '已选·牵头' : '已选·共同牵头'}</em>}
                    {proposed && index === 0 && <em>首选</em>}
                  </span>
                  <span className={styles.because}>{proposal.because.join('；')}</span>
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
