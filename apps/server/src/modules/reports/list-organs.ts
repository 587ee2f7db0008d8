import { z } from 'zod';
import { operation } from '../../platform/operation.ts';
import { reaches } from '../../platform/permission.ts';
import { organsOf } from '../people/index.ts';
import { ReportOrgans } from './contract.ts';

/** The organs to choose from: those that the caller may import a report for, and issue its breakdown under. */
export const listReportOrgans = operation({
  name: 'reports.organs',
  may: { supervision: 'organ' },
  input: z.object({}),
  output: ReportOrgans,
  run: async ({ tx, actor, scope }) => ({
    organs: (await organsOf(tx, actor.tenantId))
      .filter((organ) => reaches(scope, { region: organ.region_code }))
      .map(({ id, name }) => ({ id, name })),
  }),
});
