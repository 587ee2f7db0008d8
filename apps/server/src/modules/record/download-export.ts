import { createReadStream, existsSync, statSync } from 'node:fs';
import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import { AppError } from '../../platform/errors.ts';
import { platformOf } from '../../platform/of-transaction.ts';
import { operation } from '../../platform/operation.ts';
import { exportFile } from './check-job.ts';
import { exportTaken } from './events.ts';
import { AUDITORS, wholeCity } from './policy.ts';
import { record } from './record.ts';
import { checkRow } from './start-check.ts';

export const downloadExport = operation({
  name: 'record.download',
  permission: 'record.export',
  may: AUDITORS,
  target: wholeCity,
  leaves: [exportTaken],
  input: z.object({ checkId: Uuid }),
  output: 'file',
  run: async ({ tx, actor, clock, input: { checkId } }) => {
    const row = await checkRow(tx, actor.tenantId, checkId);
    const path = exportFile(platformOf(tx).data, row.id);
    if (row.sha256 === null || !existsSync(path))
      throw new AppError('NOT_FOUND', '导出的文件已经清理，或在另一台服务器上。请重新导出。');
    await record(tx, { actor, clock, type: exportTaken, subject: row.id, before: null, after: {} });
    return {
      fileName: `留痕-${row.asked_at.toISOString().slice(0, 10)}.jsonl`,
      mediaType: 'text/plain; charset=utf-8',
      body: createReadStream(path),
      bytes: statSync(path).size,
    };
  },
});
