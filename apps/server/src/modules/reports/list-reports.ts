import { z } from 'zod';
import { operation } from '../../platform/operation.ts';
import { business } from '../../platform/permission.ts';
import { Reports } from './contract.ts';
import { listReportRows } from './queries.ts';
import { reportView } from './view.ts';

export const listReports = operation({
  name: 'reports.list',
  may: business('line'),
  input: z.object({}),
  output: Reports,
  run: async ({ tx, actor, scope }) => ({
    reports: (await listReportRows(tx, actor.tenantId, scope)).map(reportView),
  }),
});
