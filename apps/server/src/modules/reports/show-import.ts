import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { business } from '../../platform/permission.ts';
import { importBelonging } from './belonging.ts';
import { Import } from './contract.ts';
import { importView } from './view.ts';

const MISSING = '没有这次导入，请从报告页重新上传。';

export const showImport = operation({
  name: 'reports.show-import',
  may: business('line'),
  input: z.object({ importId: Uuid }),
  target: {
    missing: MISSING,
    checksItself: true,
    find: (tx, tenantId, { importId }) => importBelonging(tx, tenantId, importId),
  },
  output: Import,
  run: async ({ tx, actor, input }) => {
    const row = await tx
      .selectFrom('report_import')
      .where('tenant_id', '=', actor.tenantId)
      .where('id', '=', input.importId)
      .selectAll()
      .executeTakeFirst();
    if (!row) throw new AppError('NOT_FOUND', MISSING);
    return importView(row);
  },
});
