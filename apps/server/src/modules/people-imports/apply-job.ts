import { sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import { AppError } from '../../platform/errors.ts';
import { type JobRun, registerHandler } from '../../platform/jobs/jobs.ts';
import { lockStructure, touch } from '../people/index.ts';
import { record } from '../record/index.ts';
import { applySteps } from './apply-steps.ts';
import { importDone, importFailed } from './events.ts';
import { countSteps, findImport, type ImportRow, importFacts } from './import-rows.ts';
import type { Step } from './lines.ts';

export const APPLY_JOB = 'people-imports.apply';
/** As many as fit into a transaction that others hardly notice. */
const AT_ONCE = 25;

export interface ApplyPayload {
  importId: string;
  actor: Actor;
}

/**
 * Applies an import step by step, some in a transaction. Killed, it goes on where it stopped. Refused in the middle, it says
 * how far it came: what is done stays done, and the same file imported again does the rest.
 */
export const applyJob = registerHandler<ApplyPayload>({
  kind: APPLY_JOB,
  run: async (job) => {
    const row = await job.platform.db.transaction(job.tenantId, (tx) =>
      findImport(tx, job.tenantId, job.payload.importId),
    );
    if (row?.state !== 'applying') return;
    try {
      while (!job.signal.aborted) if (!(await applySome(job, row))) return await end(job, row, null);
    } catch (error) {
      if (error instanceof AppError) return end(job, row, error);
      if (!job.last) throw error;
      return end(job, row, new AppError('INTERNAL', '系统出错，没有做完。请联系管理员。'));
    }
  },
});

/** The next steps in one transaction; false when none are left. */
const applySome = (job: JobRun<ApplyPayload>, row: ImportRow): Promise<boolean> =>
  job.platform.db.transaction(job.tenantId, async (tx) => {
    const { tenantId, platform, payload } = job;
    const clock = platform.clock;
    const next = await tx
      .selectFrom('people_import_step')
      .where('tenant_id', '=', tenantId)
      .where('import_id', '=', row.id)
      .where('done', '=', false)
      .orderBy('position')
      .limit(AT_ONCE)
      .select(['position', 'step'])
      .execute();
    if (next.length === 0) return false;
    const call = { tx, tenantId, clock };
    await lockStructure(call);
    const changed = await applySteps(
      { ...call, actor: payload.actor, row },
      next.map((one) => one.step as Step),
    );
    if (changed.length) await touch(call, changed, row.holds_from);
    await tx
      .updateTable('people_import_step')
      .set({ done: true })
      .where('tenant_id', '=', tenantId)
      .where('import_id', '=', row.id)
      .where(
        'position',
        'in',
        next.map((one) => one.position),
      )
      .execute();
    const { all, done } = await countSteps(tx, row);
    await tx
      .updateTable('people_import')
      .set({ progress: Math.floor((done * 100) / all) })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', row.id)
      .execute();
    return true;
  });

const end = (job: JobRun<ApplyPayload>, row: ImportRow, error: AppError | null): Promise<void> =>
  job.finish(async (tx) => {
    const { all, done } = await countSteps(tx, row);
    const message =
      error &&
      `${error.message}已完成前 ${done} 项（共 ${all} 项），其后没有动。处理后把同一文件再导入一次，会接着做其余的。`;
    await tx
      .updateTable('people_import')
      .set({
        state: error ? 'failed' : 'done',
        error_code: error?.code ?? null,
        error_message: message,
        finished_at: job.platform.clock.now(),
        ...(error ? {} : { progress: 100 }),
      })
      .where('tenant_id', '=', job.tenantId)
      .where('id', '=', row.id)
      .execute();
    // The words stay; the values were personal data.
    await sql`update people_import_step set step = null where tenant_id = ${job.tenantId} and import_id = ${row.id}`.execute(
      tx,
    );
    await record(tx, {
      actor: job.payload.actor,
      clock: job.platform.clock,
      type: error ? importFailed : importDone,
      subject: row.id,
      before: null,
      after: importFacts(row, all, done),
      ...(message ? { why: message } : {}),
    });
  });
