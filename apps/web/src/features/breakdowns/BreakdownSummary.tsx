import type { Report } from '@luoshi/server/modules/reports/contract';
import { Link } from 'react-router';
import { longDate } from '../../shared/format/dates.ts';
import { messageOf } from '../../shared/http/api-error.ts';
import { FileLink } from '../../shared/ui/FileLink.tsx';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import { breakdownFile, useBreakdown } from './api.ts';
import styles from './BreakdownSummary.module.css';
import { dispositionNames } from './words.ts';

interface Props {
  report: Report;
  /** The version that is worked on, when it is not this one. */
  current: Report | undefined;
}

/** How far the breakdown of a report has come, and the way into it. */
export function BreakdownSummary({ report, current }: Props) {
  const breakdown = useBreakdown(report.id);
  const it = breakdown.data;
  const sum = it?.reconciliation;
  const decided = sum ? sum.sentences - sum.pending : 0;
  return (
    <section className={styles.sheet} aria-labelledby="breakdown">
      <h2 id="breakdown" className={styles.heading}>
        任务分解
      </h2>
      {breakdown.isPending && <LoadingState lines={3} />}
      {breakdown.isError && (
        <p className={styles.problem} role="alert">
          {messageOf(breakdown.error)}
        </p>
      )}
      {it && sum && (
        <>
          {it.issuance ? (
            <p className={styles.issued}>
              已印发：<b>{it.issuance.documentNumber}</b>　{it.issuance.title}，{longDate(it.issuance.issuedOn)}，共{' '}
              {it.issuance.items} 项
            </p>
          ) : (
            <>
              <p className={styles.progressWords}>
                计划部分 {sum.sentences} 句，已处置 <b>{decided}</b> 句，生成 <b>{sum.items}</b> 项。
              </p>
              {report.current && (
                <div
                  className={styles.progress}
                  role="progressbar"
                  aria-label="处置进度"
                  aria-valuemin={0}
                  aria-valuemax={sum.sentences}
                  aria-valuenow={decided}
                >
                  <span style={{ width: `${sum.sentences === 0 ? 0 : (decided / sum.sentences) * 100}%` }} />
                </div>
              )}
            </>
          )}
          <ul className={styles.parts}>
            {(['single', 'split', 'merged', 'none', 'pending'] as const).map((key) => (
              <li key={key}>
                <Link to={`/reports/${report.id}/review?show=${key}`}>
                  {dispositionNames[key]} <b>{sum[key]}</b>
                </Link>
              </li>
            ))}
          </ul>
          <div className={styles.actions}>
            {!report.current && current && (
              <Link className={styles.primary} to={`/reports/${current.id}/review`}>
                打开最新版（{current.versionLabel}）的任务分解
              </Link>
            )}
            <Link className={report.current ? styles.primary : styles.secondary} to={`/reports/${report.id}/review`}>
              {it.stage === 'issued' || !report.current ? '查看任务分解' : decided === 0 ? '开始核对' : '继续核对'}
            </Link>
            <FileLink href={breakdownFile(report.id, 'xlsx')}>导出 Excel</FileLink>
            <FileLink href={breakdownFile(report.id, 'docx')}>导出 Word</FileLink>
          </div>
        </>
      )}
    </section>
  );
}
