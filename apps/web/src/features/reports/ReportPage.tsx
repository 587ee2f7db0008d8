import { Link, useParams } from 'react-router';
import { moment } from '../../shared/format/dates.ts';
import { bytes, number } from '../../shared/format/numbers.ts';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { Facts } from '../../shared/ui/Facts.tsx';
import { LoadingState } from '../../shared/ui/LoadingState.tsx';
import { Page } from '../../shared/ui/Page.tsx';
import { PageHeader } from '../../shared/ui/PageHeader.tsx';
import { Tag } from '../../shared/ui/Tag.tsx';
import { useDocumentTitle } from '../../shared/ui/use-document-title.ts';
import { BreakdownSummary } from '../breakdowns/BreakdownSummary.tsx';
import { useReport, useReports } from './api.ts';
import styles from './ReportPage.module.css';
import { VersionList } from './VersionList.tsx';
import { reportName } from './words.ts';

/** One version of one report: what it is, how far its breakdown has come, what else there is. */
export function ReportPage() {
  const { reportId = '' } = useParams();
  const report = useReport(reportId);
  const reports = useReports();
  useDocumentTitle(report.data ? reportName(report.data) : '报告');
  if (report.isPending)
    return (
      <Page>
        <LoadingState />
      </Page>
    );
  if (report.isError)
    return (
      <ErrorState
        error={report.error}
        onRetry={() => report.refetch()}
        action={<Link to="/reports">回到报告列表</Link>}
      />
    );
  const it = report.data;
  const versions = (reports.data ?? []).filter((other) => other.organ.id === it.organ.id && other.year === it.year);
  return (
    <Page>
      <PageHeader
        trail={[{ to: '/reports', label: '报告' }]}
        title={
          <>
            {it.organ.name}
            {reportName(it)} {it.current ? <Tag tone="accent">最新版</Tag> : <Tag tone="warn">旧版</Tag>}
          </>
        }
        note={it.current ? undefined : '这是较早的版本，仅供查阅；任务分解在最新版上进行。'}
      />
      <div className={styles.columns}>
        <div className={styles.main}>
          <BreakdownSummary report={it} current={versions.find((other) => other.current)} />
          <section className={styles.sheet} aria-labelledby="found">
            <h2 id="found" className={styles.heading}>
              识别结果
            </h2>
            <ul className={styles.counts}>
              <Count value={it.counts.sections} label="个章节" />
              <Count value={it.counts.sentences} label="句" />
              <Count value={it.counts.tasks} label="个任务句" />
              <Count value={it.counts.measures} label="个数据项" to={`/reports/${it.id}/measures`} />
            </ul>
            <p className={styles.more}>
              <Link to={`/reports/${it.id}/measures`}>查看全部数据项，导出表格</Link>
            </p>
          </section>
        </div>
        <aside className={styles.side}>
          <section className={styles.sheet} aria-labelledby="facts">
            <h2 id="facts" className={styles.heading}>
              原件
            </h2>
            <Facts
              rows={[
                ['文件', it.fileName],
                ['大小', `${bytes(it.bytes)}，${number(it.characters)} 字`],
                ['发文机关', it.organ.name],
                ['报告地区', it.region],
                ['计划年度', `${it.year} 年`],
                ['导入', `${it.importedBy}，${moment(it.importedAt)}`],
                [
                  '校验码',
                  <code key="sha" className={styles.hash} title={`SHA-256：${it.sha256}`}>
                    {`${it.sha256.slice(0, 16)}…`}
                  </code>,
                ],
              ]}
            />
            <p className={styles.more}>
              <a href={`/api/reports/${it.id}/file`} download={it.fileName}>
                下载原件
              </a>
            </p>
          </section>
          <VersionList versions={versions} shown={it.id} />
        </aside>
      </div>
    </Page>
  );
}

function Count({ value, label, to }: { value: number; label: string; to?: string }) {
  const words = (
    <>
      <b>{number(value)}</b>
      <span>{label}</span>
    </>
  );
  return <li>{to ? <Link to={to}>{words}</Link> : words}</li>;
}
