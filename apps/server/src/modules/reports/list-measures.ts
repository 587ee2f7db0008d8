import { operation } from '../../platform/operation.ts';
import { business } from '../../platform/permission.ts';
import { aboutReport, OfReport } from './belonging.ts';
import { MeasureFilter, type MeasureRow, MeasureRows } from './contract.ts';
import { allMeasures, filterMeasures } from './find-measures.ts';
import { reportRow } from './queries.ts';
import { reportView } from './view.ts';

export const listMeasures = operation({
  name: 'reports.list-measures',
  may: business('line'),
  input: MeasureFilter.extend(OfReport.shape),
  target: aboutReport,
  output: MeasureRows,
  run: async ({ tx, actor: { tenantId }, input }) => {
    const report = reportView(await reportRow(tx, tenantId, input.reportId));
    const all = await allMeasures(tx, tenantId, input.reportId);
    const rows = filterMeasures(all, input);
    return {
      report,
      rows,
      total: rows.length,
      parts: counted(all, (row) => row.part).map(([part, count]) => ({ part, count })),
      scopes: counted(
        all.filter((row) => row.scope !== ''),
        (row) => row.scope,
      ).map(([scope, count]) => ({ scope, count })),
    };
  },
});

function counted<Key extends string>(rows: readonly MeasureRow[], key: (row: MeasureRow) => Key): [Key, number][] {
  const counts = new Map<Key, number>();
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  return [...counts];
}
