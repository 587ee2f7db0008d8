import type { Report } from '@luoshi/server/modules/reports/contract';
import { groupBy } from '../../shared/group-by.ts';

export interface VersionGroup {
  key: string;
  current: Report;
  /** Earlier versions, newest first. */
  earlier: Report[];
}

/** One entry an organ and year: the version that is worked on, and those before it. Newest year first. */
export function groupVersions(reports: readonly Report[]): VersionGroup[] {
  const groups = groupBy(reports, (report) => `${report.organ.id} ${report.year}`);
  return [...groups]
    .map(([key, versions]) => {
      const sorted = versions.sort((a, b) => b.version - a.version);
      const current = sorted.find((report) => report.current) ?? sorted[0]!;
      return { key, current, earlier: sorted.filter((report) => report !== current) };
    })
    .sort((a, b) => b.current.year - a.current.year);
}
