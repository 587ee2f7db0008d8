import { LIMITS } from '@luoshi/documents';
import { z } from 'zod';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/jobs/jobs.ts';
import { operation } from '../../platform/operation.ts';
import { reaches } from '../../platform/permission.ts';
import { organsOf } from '../people/index.ts';
import { record } from '../record/index.ts';
import { refuseAnothers } from './belonging.ts';
import { Import, ImportFields } from './contract.ts';
import { importStarted } from './events.ts';
import { IMPORT_JOB, type ImportPayload } from './import-job.ts';
import { importView } from './view.ts';

// The confirmation has an error code of its own, so it is judged here and not by the schema.
const Fields = ImportFields.extend({ unclassified: z.string().optional() });

export const startImport = operation({
  name: 'reports.import',
  may: { supervision: 'organ' },
  leaves: [importStarted],
  input: Fields,
  output: Import,
  status: 202,
  upload: { field: 'file', maxBytes: LIMITS.fileBytes },
  run: async ({ tx, actor, clock, files, input, scope, upload }) => {
    if (input.unclassified !== 'true')
      throw new AppError('UNCLASSIFIED_NOT_CONFIRMED', '请先确认材料不涉密，再上传。涉密材料不得在本系统处理。');
    if (!upload) throw new AppError('FILE_EMPTY', '没有收到文件。请选择要上传的政府工作报告。');
    const organ = (await organsOf(tx, actor.tenantId, clock.today())).find((one) => one.id === input.organId);
    if (!organ || !reaches(scope, { region: organ.region_code }))
      throw new AppError('NOT_FOUND', '没有这个发文机关，请重新选择。');
    const same = await tx
      .selectFrom('report')
      .where('tenant_id', '=', actor.tenantId)
      .where('sha256', '=', upload.sha256)
      .select(['id', 'organ_id'])
      .executeTakeFirst();
    if (same) await refuseAnothers(tx, actor.tenantId, [same.organ_id, organ.id]);
    if (!same) await files.putFile(tx, { tenantId: actor.tenantId, clock }, { path: upload.path }, upload.mediaType);
    const row = await tx
      .insertInto('report_import')
      .values({
        tenant_id: actor.tenantId,
        id: newId(),
        organ_id: organ.id,
        file_name: upload.fileName || '未命名',
        sha256: upload.sha256,
        bytes: upload.bytes,
        year: input.year ?? null,
        version_label: input.versionLabel,
        state: same ? 'done' : 'queued',
        progress: same ? 100 : 0,
        report_id: same?.id ?? null,
        duplicate: same !== undefined,
        error_code: null,
        error_message: null,
        person_id: actor.personId,
        person_name: actor.name,
        created_at: clock.now(),
        finished_at: same ? clock.now() : null,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await record(tx, {
      actor,
      clock,
      type: importStarted,
      subject: row.id,
      before: null,
      after: {
        fileName: row.file_name,
        sha256: row.sha256,
        organ: organ.name,
        duplicate: row.duplicate,
        unclassified: true,
      },
    });
    if (!same) {
      const payload: ImportPayload = { importId: row.id, actor };
      await enqueue(tx, { tenantId: actor.tenantId, clock }, IMPORT_JOB, payload);
    }
    return importView(row);
  },
});
