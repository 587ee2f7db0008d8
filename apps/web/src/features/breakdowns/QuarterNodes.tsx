import type { DraftItem } from '@luoshi/server/modules/breakdowns/contract';
import { Button, Input, type InputRef } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { useDraft } from '../../shared/drafts/use-draft.ts';
import { quarterName, quarterNames } from '../ledgers/units.ts';
import styles from './QuarterNodes.module.css';
import { type FieldWish, useReview } from './review-context.ts';

interface Props {
  sentence: string;
  item: DraftItem;
  wish: FieldWish | null;
}

type Texts = Record<string, string>;

/** What is to be reached by the end of each quarter. Unsaved words survive a reload. */
export function QuarterNodes({ sentence, item, wish }: Props) {
  const { reportId, actions, focusText } = useReview();
  const [draft, keep] = useDraft<Texts>(`${reportId}.${item.id}.quarters`);
  const [open, setOpen] = useState(draft !== null);
  const id = useId();
  const first = useRef<InputRef>(null);
  const wanted = useRef(false);
  const saved: Texts = Object.fromEntries(item.quarters.map((node) => [node.quarter, node.text]));
  const texts = draft ?? saved;

  useEffect(() => {
    if (wish?.field === 'quarters') {
      setOpen(true);
      wanted.current = true;
      wish.done();
    }
  }, [wish]);
  // The field appears some time after the wish; it can be focused once it is there.
  useEffect(() => {
    if (!wanted.current || !first.current) return;
    wanted.current = false;
    first.current.focus();
  });

  const save = async () => {
    const quarters = quarterNames.flatMap((_, index) => {
      const text = texts[index + 1]?.trim();
      return text ? [{ quarter: index + 1, text }] : [];
    });
    setOpen(false);
    focusText();
    const edited = await actions.editItem(
      sentence,
      item.id,
      { quarters },
      `季度节点：${quarters.map((node) => `${quarterName(node.quarter)} ${node.text}`).join('；') || '空'}`,
    );
    if (edited) keep(null);
    else setOpen(true);
  };

  return (
    <section aria-label="季度节点">
      <h4 className={styles.title}>
        季度节点 <kbd>Q</kbd>
        {!open && (
          <Button size="small" type="link" onClick={() => setOpen(true)}>
            {item.quarters.length > 0 ? '修改' : '填写'}
          </Button>
        )}
      </h4>
      {!open && item.quarters.length > 0 && (
        <ol className={styles.nodes}>
          {item.quarters.map((node) => (
            <li key={node.quarter}>
              <span>{quarterName(node.quarter)}</span>
              {node.text}
            </li>
          ))}
        </ol>
      )}
      {open && (
        <div className={styles.form}>
          {quarterNames.map((name, index) => (
            <div key={name} className={styles.row}>
              <label htmlFor={`${id}-${index}`}>{name}</label>
              <Input
                id={`${id}-${index}`}
                ref={index === 0 ? first : null}
                size="small"
                maxLength={200}
                value={texts[index + 1] ?? ''}
                onChange={(event) => keep({ ...texts, [index + 1]: event.target.value })}
                onKeyDown={(event) => {
                  if (event.key === 'Enter' && !event.nativeEvent.isComposing) void save();
                  if (event.key === 'Escape') setOpen(false);
                }}
              />
            </div>
          ))}
          <div className={styles.actions}>
            <Button size="small" type="primary" onClick={() => void save()}>
              保存节点
            </Button>
            <Button
              size="small"
              onClick={() => {
                keep(null);
                setOpen(false);
              }}
            >
              {draft ? '放弃修改' : '关闭'}
            </Button>
          </div>
        </div>
      )}
    </section>
  );
}
