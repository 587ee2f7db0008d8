import { Button, Modal } from 'antd';
import { useRef, useState } from 'react';
import styles from './BulkAcceptDialog.module.css';
import { useReview } from './review-context.ts';
import { useDialogKeys } from './use-dialog-keys.ts';

interface Props {
  onClose: () => void;
}

/** Accepts what the system proposes for every pending sentence: says before how many of which. */
export function BulkAcceptDialog({ onClose }: Props) {
  const { breakdown, decisions, actions } = useReview();
  const button = useRef<HTMLButtonElement>(null);
  const [busy, setBusy] = useState(false);
  const pending = breakdown.sentences.filter((sentence) => decisions.get(sentence.id)?.disposition === 'pending');
  const tasks = pending.filter((sentence) => sentence.task);
  const withoutLead = tasks.filter(
    (sentence) => (decisions.get(sentence.id)?.items[0]?.proposals.length ?? 0) === 0,
  ).length;
  const accept = async () => {
    setBusy(true);
    await actions.bulkAccept(pending.map((sentence) => sentence.id));
    onClose();
  };
  useDialogKeys((event) => {
    const elsewhere = event.target instanceof Element && event.target.closest('[role="dialog"] button');
    if (!/Enter$/.test(event.code) || elsewhere || busy || pending.length === 0) return false;
    void accept();
    return true;
  });
  return (
    <Modal
      open
      title="批量接受系统建议"
      onCancel={onClose}
      width={520}
      // The dialog takes the focus for itself; Enter is to accept.
      afterOpenChange={(open) => open && button.current?.focus()}
      footer={
        <>
          <Button onClick={onClose}>{pending.length === 0 ? '关闭' : '取消'}</Button>
          {pending.length > 0 && (
            <Button type="primary" loading={busy} onClick={() => void accept()} ref={button}>
              接受 {pending.length} 句
            </Button>
          )}
        </>
      }
    >
      {pending.length === 0 ? (
        <p>没有待定的句子。</p>
      ) : (
        <>
          <p>
            待定的 <b>{pending.length}</b> 句将按系统建议处置：
          </p>
          <ul className={styles.list}>
            <li>
              <b>{tasks.length}</b> 句立项，牵头单位取首选建议，完成时限取原文所说或年底；
            </li>
            <li>
              <b>{pending.length - tasks.length}</b> 句不立项，理由由系统注明。
            </li>
          </ul>
          {withoutLead > 0 && <p>其中 {withoutLead} 句没有建议的牵头单位，接受后仍需补填。</p>}
          <p>已经处置的句子不受影响。接受后可以撤销，也可以逐句修改。</p>
        </>
      )}
    </Modal>
  );
}
