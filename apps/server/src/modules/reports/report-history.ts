import { business } from '../../platform/permission.ts';
import { historyOperation } from '../record/index.ts';
import { aboutReport, OfReport } from './belonging.ts';
import { reportRow } from './queries.ts';

/** What happened to a report: how it came in, its breakdown begun, its items issued. */
export const reportHistory = historyOperation({
  name: 'reports.history',
  may: business('line'),
  input: OfReport,
  target: aboutReport,
  subjects: async (tx, tenantId, { reportId }) => {
    await reportRow(tx, tenantId, reportId);
    const imports = await tx
      .selectFrom('report_import')
      .where('tenant_id', '=', tenantId)
      .where('report_id', '=', reportId)
      .select('id')
      .execute();
    return [
      { kind: 'report', id: reportId },
      { kind: 'breakdown', id: reportId },
      ...imports.map(({ id }) => ({ kind: 'report_import', id })),
    ];
  },
});
