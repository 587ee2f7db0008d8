import { Button, Input, Modal } from 'antd';
import { useId, useRef, useState } from 'react';
import { useDraft } from '../../shared/drafts/use-draft.ts';
import styles from './RejectDialog.module.css';
import { useReview } from './review-context.ts';
import { useDialogKeys } from './use-dialog-keys.ts';
import { commonReasons, engineReason } from './words.ts';

interface Props {
  sentence: string;
  onClose: () => void;
  onDone: () => void;
}

/** Why the sentence becomes no item: one of the usual reasons by digit, or own words. */
export function RejectDialog({ sentence, onClose, onDone }: Props) {
  const { reportId, sentences, actions, text } = useReview();
  const it = sentences.get(sentence);
  const proposed = it && !it.task ? engineReason(it.reason) : null;
  const reasons = [...new Set([...(proposed ? [proposed] : []), ...commonReasons])].slice(0, 9);
  const [draft, keep] = useDraft<string>(`${reportId}.${sentence}.reason`);
  const [tried, setTried] = useState(false);
  const words = draft ?? '';
  const id = useId();
  const group = useRef<HTMLDivElement>(null);
  const reject = (reason: string) => {
    if (!reason.trim()) return setTried(true);
    void actions.reject(sentence, reason.trim());
    keep(null);
    onClose();
    onDone();
  };
  useDialogKeys((event) => {
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    const reason = digit && !event.ctrlKey && !event.altKey ? reasons[Number(digit) - 1] : undefined;
    if (reason) reject(reason);
    return reason !== undefined;
  });
  return (
    <Modal
      open
      title={`第${it?.number ?? ''}句不立项`}
      onCancel={onClose}
      width={520}
      // The dialog takes the focus for itself; the digits are to work at once.
      afterOpenChange={(open) => open && group.current?.querySelector('button')?.focus()}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" onClick={() => reject(words)}>
            按填写的理由不立项
          </Button>
        </>
      }
    >
      {it && <blockquote className={styles.sentence}>{text.slice(it.start, it.end)}</blockquote>}
      {/* biome-ignore lint/a11y/useSemanticElements: digits are shortcuts for these buttons; a fieldset adds nothing */}
      <div ref={group} role="group" aria-label="常用理由">
        <ol className={styles.reasons}>
          {reasons.map((reason, index) => (
            <li key={reason}>
              <button type="button" onClick={() => reject(reason)}>
                <kbd data-keep>{index + 1}</kbd>
                {reason}
                {reason === proposed && <span className={styles.proposed}>系统建议</span>}
              </button>
            </li>
          ))}
        </ol>
      </div>
      <div className={styles.own}>
        <label htmlFor={id}>其他理由</label>
        <Input
          id={id}
          value={words}
          maxLength={200}
          status={tried && !words.trim() ? 'error' : ''}
          onChange={(event) => keep(event.target.value || null)}
          onPressEnter={(event) => {
            if (!event.nativeEvent.isComposing) reject(words);
          }}
        />
      </div>
      {tried && !words.trim() && (
        <p role="alert" className={styles.problem}>
          请填写不立项的理由
        </p>
      )}
    </Modal>
  );
}
