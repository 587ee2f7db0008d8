import type { Import } from '@luoshi/server/modules/reports/contract';
import { Button, Progress } from 'antd';
import { Link } from 'react-router';
import { messageOf } from '../../shared/http/api-error.ts';
import styles from './ImportProgress.module.css';

interface Props {
  import: Import | undefined;
  error: unknown;
  onAgain: () => void;
  onClose: () => void;
}

const steps: [Import['state'][], string][] = [
  [['queued', 'reading'], '读取文件'],
  [['decomposing'], '识别章节、句子和数字'],
  [['saving'], '保存'],
];

/** The import while it runs, and how it ended. */
export function ImportProgress({ import: running, error, onAgain, onClose }: Props) {
  const failure =
    running?.state === 'failed'
      ? (running.error?.message ?? '这份文件没有导入成功。')
      : error
        ? messageOf(error)
        : null;
  if (failure !== null)
    return (
      <div role="alert" className={styles.end}>
        <p className={styles.title}>没有导入</p>
        <p className={styles.file}>{running?.fileName}</p>
        <p className={styles.reason}>{failure}</p>
        <div className={styles.actions}>
          <Button type="primary" onClick={onAgain}>
            换一份文件
          </Button>
          <Button onClick={onClose}>关闭</Button>
        </div>
      </div>
    );
  if (running?.state === 'done')
    return (
      <div role="status" className={styles.end}>
        <p className={styles.title}>{running.duplicate ? '这份文件以前导入过' : '导入完成'}</p>
        <p className={styles.file}>{running.fileName}</p>
        <p className={styles.reason}>
          {running.duplicate
            ? '内容与已有的报告完全相同，没有重复导入。可以直接打开已有的报告。'
            : '已识别出章节、句子、数字和任务，可以开始核对。'}
        </p>
        <div className={styles.actions}>
          <Link className={styles.go} to={`/reports/${running.reportId}${running.duplicate ? '' : '/review'}`}>
            {running.duplicate ? '打开已有报告' : '开始核对任务分解'}
          </Link>
          <Button onClick={onClose}>关闭</Button>
        </div>
      </div>
    );
  const at = steps.findIndex(([states]) => running && states.includes(running.state));
  return (
    <div role="status" className={styles.running}>
      <p className={styles.file}>{running?.fileName}</p>
      <Progress percent={running?.progress ?? 0} aria-label="导入进度" />
      <ol className={styles.steps}>
        {steps.map(([, name], index) => (
          <li key={name} data-state={index < at ? 'done' : index === at ? 'now' : 'next'}>
            {index < at ? '已完成：' : index === at ? '正在' : '随后：'}
            {name}
          </li>
        ))}
      </ol>
    </div>
  );
}
