import { Button, Dropdown } from 'antd';
import styles from './ActionBar.module.css';
import type { Command } from './keyboard.ts';
import { useReview } from './review-context.ts';
import { shortAcceptWords } from './words.ts';

interface Props {
  run: (command: Command) => void;
  current: string;
  onOpen: () => void;
}

/** On a phone: what thumbs need, at the bottom. */
export function ActionBar({ run, current, onOpen }: Props) {
  const { readOnly, decisions, sentences } = useReview();
  const decision = decisions.get(current);
  const sentence = sentences.get(current);
  const pending = decision?.disposition === 'pending';
  return (
    <nav className={styles.bar} aria-label="处置本句">
      <Button onClick={() => run({ name: 'previous' })} aria-label="上一句">
        ↑
      </Button>
      <Button onClick={() => run({ name: 'next' })} aria-label="下一句">
        ↓
      </Button>
      <Button className={styles.grow ?? ''} onClick={onOpen}>
        第{sentence?.number}句事项
      </Button>
      {!readOnly && (
        <>
          <Button
            className={styles.grow ?? ''}
            type="primary"
            onClick={() => run({ name: pending ? 'accept' : 'next-pending' })}
          >
            {pending ? shortAcceptWords(decision) : '下一待定'}
          </Button>
          <Dropdown
            trigger={['click']}
            placement="topRight"
            menu={{
              items: [
                { key: 'split', label: '拆分立项' },
                { key: 'merge', label: '合并下一句' },
                { key: 'reject', label: '不立项…' },
                { key: 'reopen', label: '撤回，恢复待定', disabled: pending },
                { type: 'divider' },
                { key: 'undo', label: '撤销上一步' },
                { key: 'bulk-accept', label: '批量接受…' },
              ],
              onClick: ({ key }) => run({ name: key } as Command),
            }}
          >
            <Button aria-label="更多处置">更多</Button>
          </Dropdown>
        </>
      )}
    </nav>
  );
}
