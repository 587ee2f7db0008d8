import type { DraftItem } from '@luoshi/server/modules/breakdowns/contract';
import { Button, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useDraft } from '../../shared/drafts/use-draft.ts';
import { reworded } from '../ledgers/reworded.ts';
import { type FieldWish, useReview } from './review-context.ts';
import styles from './WordingEditor.module.css';

interface Props {
  sentence: string;
  item: DraftItem;
  wish: FieldWish | null;
}

interface Draft {
  words: string;
  /** The wording that it started from: if somebody changes that meanwhile, it is said before anything is overwritten. */
  base: string;
}

/** The wording: what the ledger will say. The report's own words stay in sight; unsaved words survive a reload. */
export function WordingEditor({ sentence, item, wish }: Props) {
  const { reportId, actions, readOnly, focusText } = useReview();
  const [draft, keep] = useDraft<Draft>(`${reportId}.${item.id}.wording`);
  const [open, setOpen] = useState(false);
  const field = useRef<InputRef>(null);
  const words = draft?.words ?? item.wording;
  const overtaken = draft !== null && draft.base !== item.wording;
  const empty = words.trim() === '';

  useEffect(() => {
    if (wish?.field !== 'wording') return;
    setOpen(true);
    wish.done();
  }, [wish]);
  useEffect(() => {
    if (open) field.current?.focus({ cursor: 'end' });
  }, [open]);

  const save = async () => {
    if (empty) return;
    setOpen(false);
    focusText();
    if (words.trim() === item.wording) return keep(null);
    const saved = await actions.editItem(sentence, item.id, { wording: words.trim() }, `事项内容改为“${words.trim()}”`);
    if (saved) keep(null);
  };

  if (!open || readOnly)
    return (
      <div>
        <p className={styles.wording}>{item.wording}</p>
        {reworded(item) && (
          <p className={styles.original}>
            <b>原文</b> {item.original}
          </p>
        )}
        {draft && !readOnly && (
          <div className={styles.unsaved} role="status">
            <p>
              有未保存的修改：<q>{draft.words}</q>
            </p>
            <Button size="small" onClick={() => setOpen(true)}>
              继续修改
            </Button>
            <Button size="small" type="text" onClick={() => keep(null)}>
              放弃
            </Button>
          </div>
        )}
        {!readOnly && !draft && (
          <Button
            size="small"
            type="link"
            className={styles.edit ?? ''}
            onClick={() => setOpen(true)}
            aria-keyshortcuts="E"
          >
            修改内容 <kbd>E</kbd>
          </Button>
        )}
      </div>
    );
  return (
    <div className={styles.editor}>
      <Input.TextArea
        ref={field}
        aria-label="事项内容"
        autoSize={{ minRows: 3, maxRows: 10 }}
        maxLength={2000}
        value={words}
        status={empty ? 'error' : ''}
        onChange={(event) => keep({ words: event.target.value, base: draft?.base ?? item.wording })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
          else if (event.key === 'Escape') setOpen(false);
          else return;
          event.preventDefault();
        }}
      />
      {overtaken && (
        <p className={styles.overtaken} role="alert">
          您修改期间，内容已被改为：<q>{item.wording}</q>。保存会用您的文字替换它。
        </p>
      )}
      <p className={styles.original}>
        <b>原文</b> {item.original}
      </p>
      <div className={styles.actions}>
        <Button size="small" type="primary" disabled={empty} onClick={() => void save()}>
          保存 <kbd>Ctrl+回车</kbd>
        </Button>
        <Button
          size="small"
          onClick={() => {
            keep(null);
            setOpen(false);
          }}
        >
          {overtaken ? '采用对方的文字' : '放弃修改'}
        </Button>
        {item.original !== words && (
          <Button
            size="small"
            type="text"
            onClick={() => keep({ words: item.original, base: draft?.base ?? item.wording })}
          >
            恢复原文
          </Button>
        )}
      </div>
    </div>
  );
}
