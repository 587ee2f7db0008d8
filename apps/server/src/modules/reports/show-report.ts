import { operation } from '../../platform/operation.ts';
import { business } from '../../platform/permission.ts';
import { aboutReport, OfReport } from './belonging.ts';
import { Report } from './contract.ts';
import { reportRow } from './queries.ts';
import { reportView } from './view.ts';

export const showReport = operation({
  name: 'reports.show',
  may: business('line'),
  input: OfReport,
  target: aboutReport,
  output: Report,
  run: async ({ tx, actor, input }) => reportView(await reportRow(tx, actor.tenantId, input.reportId)),
});
