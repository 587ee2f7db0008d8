import type { RecordCheck, RecordState } from '@luoshi/server/modules/record/contract';
import { Button } from 'antd';
import { moment } from '../../shared/format/dates.ts';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { FileLink } from '../../shared/ui/FileLink.tsx';
import { Tag, type Tone } from '../../shared/ui/Tag.tsx';
import { useMakeCheckpoint, useRecordState, useStartCheck } from './api.ts';
import styles from './RecordStanding.module.css';

/** Longer than this an event waits for the chain only when something is wrong. */
const WAITS_TOO_LONG_S = 60;

/** Whether the record is as it was written: the chain, the last verification, the last checkpoint, and what to do. */
export function RecordStanding() {
  const state = useRecordState();
  const verify = useStartCheck('verifications');
  const takeOut = useStartCheck('exports');
  const checkpoint = useMakeCheckpoint();
  if (state.isError && !state.data) return <ErrorState error={state.error} onRetry={() => state.refetch()} />;
  if (!state.data) return <div className={styles.standing} aria-busy="true" />;
  const { verification, checkpoint: last, export: exported } = state.data;
  const failed = verify.error ?? takeOut.error ?? checkpoint.error;
  return (
    <section className={styles.standing} aria-label="核对情况">
      <dl className={styles.facts}>
        <div>
          <dt>链</dt>
          <dd>
            <Chain state={state.data} />
          </dd>
        </div>
        <div>
          <dt>上次核对</dt>
          <dd>{verification ? <Verification check={verification} /> : '还没有核对过'}</dd>
        </div>
        <div>
          <dt>上个检查点</dt>
          <dd>{last ? `${moment(last.at)}，记到第 ${last.position} 号` : '还没有检查点'}</dd>
        </div>
        {exported && (
          <div>
            <dt>上次导出</dt>
            <dd>
              {moment(exported.askedAt)}，
              {exported.state === 'running'
                ? '正在导出…'
                : exported.state === 'failed'
                  ? '没有完成'
                  : `${exported.events} 条`}{' '}
              {exported.download && <FileLink href={exported.download}>下载</FileLink>}
            </dd>
          </div>
        )}
      </dl>
      <div className={styles.actions}>
        <Button
          type="primary"
          loading={verify.isPending || verification?.state === 'running'}
          onClick={() => verify.mutate()}
        >
          核对留痕
        </Button>
        <Button loading={checkpoint.isPending} onClick={() => checkpoint.mutate()}>
          建立检查点
        </Button>
        <Button loading={takeOut.isPending || exported?.state === 'running'} onClick={() => takeOut.mutate()}>
          导出
        </Button>
      </div>
      {failed && <p role="alert">{failed.message}</p>}
      {verification && verification.faults.length + verification.notes.length > 0 && <Faults check={verification} />}
    </section>
  );
}

function Chain({ state }: { state: RecordState }) {
  const stuck = (state.oldestWaiting ?? 0) > WAITS_TOO_LONG_S;
  const [tone, word]: [Tone, string] =
    state.alarms > 0 ? ['bad', '有告警'] : stuck ? ['warn', '入链迟缓'] : ['good', '正常'];
  return (
    <>
      <Tag tone={tone}>{word}</Tag> 已入链 {state.chained} 条{state.waiting > 0 && `，待入链 ${state.waiting} 条`}
      {stuck && `，最早的已等 ${Math.round((state.oldestWaiting ?? 0) / 60)} 分钟`}
      {state.alarms > 0 && `，${state.alarms} 条与提交时不一致`}
    </>
  );
}

function Verification({ check }: { check: RecordCheck }) {
  if (check.state === 'running') return <>正在核对…</>;
  if (check.state === 'failed') return <>没有完成，请重试</>;
  const good = check.faults.length === 0;
  return (
    <>
      <Tag tone={good ? 'good' : 'bad'}>{good ? '一致' : `${check.faults.length} 处问题`}</Tag>{' '}
      {moment(check.finishedAt ?? check.askedAt)}，核对了 {check.events} 条
    </>
  );
}

function Faults({ check }: { check: RecordCheck }) {
  return (
    <ul className={styles.faults} aria-label="核对发现">
      {check.faults.map((fault) => (
        <li key={fault.text} className={styles.fault}>
          {fault.text}
        </li>
      ))}
      {check.notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
