import type { Report } from '@luoshi/server/modules/reports/contract';
import { Link } from 'react-router';
import { moment } from '../../shared/format/dates.ts';
import styles from './VersionList.module.css';

/** All versions of this year's report; each after the first can be compared with the one before. */
export function VersionList({ versions, shown }: { versions: Report[]; shown: string }) {
  if (versions.length === 0) return null;
  return (
    <section className={styles.sheet} aria-labelledby="versions">
      <h2 id="versions" className={styles.heading}>
        版本
      </h2>
      <ol className={styles.list}>
        {versions.map((version) => (
          <li key={version.id} aria-current={version.id === shown ? 'page' : undefined}>
            <span className={styles.name}>
              {version.id === shown ? (
                <b>{version.versionLabel}</b>
              ) : (
                <Link to={`/reports/${version.id}`}>{version.versionLabel}</Link>
              )}
              {version.current && '（最新）'}
            </span>
            <span className={styles.when}>{moment(version.importedAt)}</span>
            {version.version > 1 && (
              <Link to={`/reports/${version.id}/changes`} className={styles.compare}>
                与上一版对比
              </Link>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
