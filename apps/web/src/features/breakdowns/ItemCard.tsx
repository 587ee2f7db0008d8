import type { DraftItem } from '@luoshi/server/modules/breakdowns/contract';
import { useEffect, useRef } from 'react';
import { longDate } from '../../shared/format/dates.ts';
import { Facts } from '../../shared/ui/Facts.tsx';
import { Tag } from '../../shared/ui/Tag.tsx';
import { quarterName } from '../ledgers/units.ts';
import { useSponsors } from '../people/directory.ts';
import { figureAsWritten } from '../reports/words.ts';
import styles from './ItemCard.module.css';
import { ItemFields } from './ItemFields.tsx';
import { LeadProposals } from './LeadProposals.tsx';
import { QuarterNodes } from './QuarterNodes.tsx';
import { type FieldWish, useReview } from './review-context.ts';
import { WordingEditor } from './WordingEditor.tsx';
import { lackNames } from './words.ts';

interface Props {
  sentence: string;
  item: DraftItem;
  index: number;
  count: number;
  /** Not decided yet: this is what accepting would make. */
  proposed: boolean;
  /** The item that keys act on. */
  active: boolean;
  onActivate: () => void;
  wish: FieldWish | null;
}

/** One item in the making, with everything that can be set about it. */
export function ItemCard({ sentence, item, index, count, proposed, active, onActivate, wish }: Props) {
  const { readOnly, measures } = useReview();
  const card = useRef<HTMLElement>(null);
  const figures = item.measures.flatMap((id) => measures.get(id) ?? []);

  useEffect(() => {
    if (active && index > 0) card.current?.scrollIntoView({ block: 'nearest' });
  }, [active, index]);

  const name = proposed ? '拟立事项' : count > 1 ? `事项 ${index + 1} / ${count}` : '事项';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the same is done with [ and ], and by focusing any field inside
    <article
      ref={card}
      className={styles.card}
      data-active={active && count > 1}
      aria-label={name}
      onClick={onActivate}
      onFocus={onActivate}
    >
      <div className={styles.head}>
        <h3 className={styles.name}>{name}</h3>
        {!proposed &&
          item.lacks.map((lack) => (
            <Tag key={lack} tone="warn">
              {lackNames[lack]}
            </Tag>
          ))}
      </div>
      <WordingEditor sentence={sentence} item={item} wish={wish} />
      {figures.length > 0 && (
        <ul className={styles.figures} aria-label="量化目标">
          {figures.map((measure) => (
            <li key={measure.id} data-measure={measure.id}>
              {measure.indicator} <b>{figureAsWritten(measure)}</b>
            </li>
          ))}
        </ul>
      )}
      {readOnly ? (
        <ReadOnlyFields item={item} />
      ) : (
        <>
          <LeadProposals sentence={sentence} item={item} proposed={proposed} active={active} />
          <ItemFields sentence={sentence} item={item} wish={wish} />
          <QuarterNodes sentence={sentence} item={item} wish={wish} />
        </>
      )}
    </article>
  );
}

function ReadOnlyFields({ item }: { item: DraftItem }) {
  const { nameOf } = useReview();
  const sponsors = useSponsors();
  const sponsor = sponsors.data?.find(({ id }) => id === item.sponsorId);
  return (
    <Facts
      rows={[
        ['牵头单位', item.leads.map(nameOf).join('、') || '未定'],
        ['配合单位', item.supports.map(nameOf).join('、')],
        ['牵头领导', sponsor && `${sponsor.name}（${sponsor.title}）`],
        ['完成时限', item.due ? longDate(item.due) : '未定'],
        ['季度节点', item.quarters.map((node) => `${quarterName(node.quarter)}：${node.text}`).join('；')],
      ]}
    />
  );
}
