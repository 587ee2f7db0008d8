import type { Report } from '@luoshi/server/modules/reports/contract';
import { Link } from 'react-router';
import { moment } from '../../shared/format/dates.ts';
import { number } from '../../shared/format/numbers.ts';
import { Tag } from '../../shared/ui/Tag.tsx';
import type { VersionGroup } from './group-versions.ts';
import styles from './ReportGroup.module.css';
import { reportName } from './words.ts';

/** One year's report of one organ, with its earlier versions below. */
export function ReportGroup({ group }: { group: VersionGroup }) {
  const { current } = group;
  return (
    <article className={styles.group} aria-labelledby={`report-${current.id}`}>
      <div className={styles.year} aria-hidden="true">
        {current.year}
      </div>
      <div className={styles.body}>
        <h2 className={styles.title} id={`report-${current.id}`}>
          <Link to={`/reports/${current.id}`}>
            {current.organ.name}
            {reportName(current)}
          </Link>
        </h2>
        <Counts report={current} />
        <p className={styles.facts}>
          {current.fileName} · {current.importedBy} {moment(current.importedAt)} 导入
        </p>
        {group.earlier.length > 0 && (
          <ul className={styles.earlier} aria-label="较早的版本">
            {group.earlier.map((report) => (
              <li key={report.id}>
                <Tag>旧版</Tag>
                <Link to={`/reports/${report.id}`}>{report.versionLabel || `第 ${report.version} 版`}</Link>
                <span className={styles.facts}>{moment(report.importedAt)} 导入</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      <nav className={styles.actions} aria-label={`${reportName(current)}的工作`}>
        <Link className={styles.primary} to={`/reports/${current.id}/review`}>
          核对任务分解
        </Link>
        <Link className={styles.secondary} to={`/reports/${current.id}/measures`}>
          数据项
        </Link>
        {current.version > 1 && (
          <Link className={styles.secondary} to={`/reports/${current.id}/changes`}>
            版本对比
          </Link>
        )}
      </nav>
    </article>
  );
}

function Counts({ report }: { report: Report }) {
  const facts: [string, number][] = [
    ['字', report.characters],
    ['句', report.counts.sentences],
    ['个数据项', report.counts.measures],
    ['个任务句', report.counts.tasks],
  ];
  return (
    <p className={styles.counts}>
      {facts.map(([unit, count]) => (
        <span key={unit}>
          <b>{number(count)}</b> {unit}
        </span>
      ))}
    </p>
  );
}
