import { Button, Dropdown } from 'antd';
import { memo } from 'react';
import { Link } from 'react-router';
import { Tag } from '../../shared/ui/Tag.tsx';
import { reportName } from '../reports/words.ts';
import { breakdownFile } from './api.ts';
import type { Command } from './keyboard.ts';
import { useReview } from './review-context.ts';
import { SavedState } from './SavedState.tsx';
import styles from './WorkbenchHeader.module.css';

interface Props {
  run: (command: Command) => void;
  onIssue: () => void;
  onOutline: (() => void) | undefined;
}

/** Which report, whether everything is saved, and what can be done with the whole. */
export const WorkbenchHeader = memo(function WorkbenchHeader({ run, onIssue, onOutline }: Props) {
  const { breakdown, reportId, readOnly } = useReview();
  const issued = breakdown.stage === 'issued';
  const draftNote = issued ? '' : '（征求意见稿）';
  return (
    <header className={styles.header}>
      {onOutline && (
        <Button size="small" onClick={onOutline}>
          目录
        </Button>
      )}
      <h1 className={styles.title}>
        <Link to={`/reports/${reportId}`} title={breakdown.report.organ.name}>
          {reportName(breakdown.report)}
        </Link>
        <span className={styles.what}>任务分解</span>
      </h1>
      {issued ? <Tag tone="good">已印发</Tag> : <Tag>草稿</Tag>}
      {!readOnly && <SavedState />}
      <div className={styles.actions}>
        <Button
          size="small"
          type="text"
          className={styles.desk ?? ''}
          onClick={() => run({ name: 'help' })}
          aria-keyshortcuts="?"
        >
          按键说明 <kbd>?</kbd>
        </Button>
        {!readOnly && (
          <>
            <Button
              size="small"
              className={styles.desk ?? ''}
              onClick={() => run({ name: 'undo' })}
              aria-keyshortcuts="U"
            >
              撤销 <kbd>U</kbd>
            </Button>
            <Button
              size="small"
              className={styles.desk ?? ''}
              onClick={() => run({ name: 'bulk-accept' })}
              aria-keyshortcuts="B"
            >
              批量接受 <kbd>B</kbd>
            </Button>
          </>
        )}
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              {
                key: 'xlsx',
                label: <a href={breakdownFile(reportId, 'xlsx')} download>{`任务分工表 Excel${draftNote}`}</a>,
              },
              {
                key: 'docx',
                label: <a href={breakdownFile(reportId, 'docx')} download>{`任务分工方案 Word${draftNote}`}</a>,
              },
            ],
          }}
        >
          <Button size="small">导出</Button>
        </Dropdown>
        {!readOnly && (
          <Button size="small" type="primary" onClick={onIssue}>
            印发
          </Button>
        )}
      </div>
    </header>
  );
});
