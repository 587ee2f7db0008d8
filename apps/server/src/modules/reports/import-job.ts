import { rm } from 'node:fs/promises';
import { DocumentError, runInSandbox, SandboxError } from '@luoshi/documents';
import type { PastAssignment } from '@luoshi/report-language';
import { type Selectable, sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import { type JobHandler, type JobRun, registerHandler } from '../../platform/jobs/jobs.ts';
import { notify } from '../notifications/index.ts';
import { record } from '../record/index.ts';
import { refuseAnothers } from './belonging.ts';
import { cityWords } from './city-words.ts';
import { importFailed } from './events.ts';
import { importEnded, importRefused } from './notifications.ts';
import type { Parsed, ParseInput, default as parseFile } from './parse-worker.ts';
import { type StoredReport, storeReport } from './store-report.ts';
import type { ReportTables } from './tables.ts';

export const IMPORT_JOB = 'reports.import';
const PARSER = new URL('./parse-worker.ts', import.meta.url);
const LIMITS = { memoryMb: 512, timeoutMs: 60_000 };

export interface ImportPayload {
  importId: string;
  actor: Actor;
}

/** What other rooms add to an import. */
export interface ImportHooks {
  /** Leads that people confirmed before; they outrank the lexicon. */
  past(tx: Tx, tenantId: string): Promise<PastAssignment[]>;
  /** In the transaction that stores the report. */
  onStored(tx: Tx, call: { actor: Actor; clock: Clock }, report: StoredReport): Promise<void>;
}

type ImportRow = Selectable<ReportTables['report_import']>;

/** Reads an uploaded file in the sandbox and stores what was found in one transaction: all of it, or none. */
export function importJob(hooks: ImportHooks): JobHandler {
  return registerHandler<ImportPayload>({
    kind: IMPORT_JOB,
    run: async (job) => {
      const row = await load(job);
      if (row.state === 'done' || row.state === 'failed') return;
      try {
        const parsed = await parse(job, row, hooks);
        if ('refusal' in parsed) throw new AppError(parsed.refusal.code, parsed.refusal.message);
        await progress(job, 'saving', 80);
        await save(job, row, parsed, hooks);
      } catch (error) {
        const refusal = refusalOf(error, job.last);
        if (!refusal) throw error;
        // Facts of the parser (limits, why it crashed) are for the log; the person reads the message.
        job.platform.log.warn({ importId: row.id, code: refusal.code, err: error }, 'import refused');
        await fail(job, row, refusal);
      }
    },
  });
}

async function parse(job: JobRun<ImportPayload>, row: ImportRow, hooks: ImportHooks) {
  const { platform, tenantId } = job;
  const options = await platform.db.transaction(tenantId, async (tx) => ({
    ...(await cityWords(tx, tenantId, row.organ_id, platform.clock.today())),
    ...(row.year === null ? {} : { year: row.year }),
    past: await hooks.past(tx, tenantId),
  }));
  await progress(job, 'reading', 10);
  const input: ParseInput = { path: platform.files.pathOf(row.sha256), fileName: row.file_name, options };
  let told: Promise<void> = Promise.resolve();
  try {
    return await runInSandbox<ParseInput, Awaited<ReturnType<typeof parseFile>>>(PARSER, input, LIMITS, () => {
      told = progress(job, 'decomposing', 40);
    });
  } finally {
    await told;
  }
}

async function save(job: JobRun<ImportPayload>, row: ImportRow, parsed: Parsed, hooks: ImportHooks): Promise<void> {
  const call = { actor: job.payload.actor, clock: job.platform.clock };
  await job.finish(async (tx) => {
    // Two imports of the same bytes may end at the same moment: the second finds the first one's report.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${job.tenantId}/${row.sha256}`}, 0))`.execute(tx);
    const same = await tx
      .selectFrom('report')
      .where('tenant_id', '=', job.tenantId)
      .where('sha256', '=', row.sha256)
      .select(['id', 'organ_id'])
      .executeTakeFirst();
    // Judged at the upload already; another government's may have come in since.
    if (same) await refuseAnothers(tx, job.tenantId, [same.organ_id, row.organ_id]);
    const stored = same ? null : await storeReport(tx, call, row, parsed);
    if (stored) await hooks.onStored(tx, call, stored);
    const reportId = (same?.id ?? stored?.id)!;
    const duplicate = same !== undefined;
    await update(tx, row, {
      state: 'done',
      progress: 100,
      report_id: reportId,
      duplicate,
      finished_at: call.clock.now(),
    });
    const data = { fileName: row.file_name, reportId, duplicate };
    await notify(tx, { tenantId: job.tenantId, clock: call.clock }, { type: importEnded, ...tellImporter(row), data });
  });
}

/** Whoever began it; nobody at first run. */
const tellImporter = (row: ImportRow) => ({
  matter: { kind: 'report_import', id: row.id },
  to: { people: row.person_id === null ? [] : [row.person_id] },
});

/** The person's own mistakes end the import with a message; the rest is tried again, and ends it at the last attempt. */
function refusalOf(error: unknown, last: boolean): { code: string; message: string } | null {
  if (error instanceof DocumentError || error instanceof SandboxError || error instanceof AppError)
    return { code: error.code, message: error.message };
  if (!last) return null;
  return { code: 'INTERNAL', message: '导入没有完成，没有保存任何内容。请稍后再上传一次；仍不行请联系管理员。' };
}

async function fail(
  job: JobRun<ImportPayload>,
  row: ImportRow,
  refusal: { code: string; message: string },
): Promise<void> {
  const { platform, payload } = job;
  const unwanted = await job.finish(async (tx) => {
    await update(tx, row, {
      state: 'failed',
      progress: 100,
      error_code: refusal.code,
      error_message: refusal.message,
      finished_at: platform.clock.now(),
    });
    await record(tx, {
      actor: payload.actor,
      clock: platform.clock,
      type: importFailed,
      subject: row.id,
      before: null,
      after: { state: 'failed', code: refusal.code },
      why: refusal.message,
    });
    const data = { fileName: row.file_name, why: refusal.message };
    await notify(
      tx,
      { tenantId: job.tenantId, clock: platform.clock },
      { type: importRefused, ...tellImporter(row), data },
    );
    return forget(tx, row);
  });
  if (unwanted) await rm(platform.files.pathOf(row.sha256), { force: true });
}

/** Nothing is kept of a file that did not become a report, unless another import or report has the same bytes. */
async function forget(tx: Tx, row: ImportRow): Promise<boolean> {
  const used = await tx
    .selectFrom('report_import')
    .where('tenant_id', '=', row.tenant_id)
    .where('sha256', '=', row.sha256)
    .where('state', '!=', 'failed')
    .select('id')
    .executeTakeFirst();
  if (used) return false;
  await tx.deleteFrom('file').where('tenant_id', '=', row.tenant_id).where('sha256', '=', row.sha256).execute();
  return true;
}

const load = (job: JobRun<ImportPayload>): Promise<ImportRow> =>
  job.platform.db.transaction(job.tenantId, (tx) =>
    tx
      .selectFrom('report_import')
      .where('tenant_id', '=', job.tenantId)
      .where('id', '=', job.payload.importId)
      .selectAll()
      .executeTakeFirstOrThrow(),
  );

const progress = (job: JobRun<ImportPayload>, state: ImportRow['state'], percent: number): Promise<void> =>
  job.platform.db.transaction(job.tenantId, (tx) =>
    update(tx, { tenant_id: job.tenantId, id: job.payload.importId }, { state, progress: percent }),
  );

async function update(tx: Tx, of: Pick<ImportRow, 'tenant_id' | 'id'>, values: Partial<ImportRow>): Promise<void> {
  await tx
    .updateTable('report_import')
    .set(values)
    .where('tenant_id', '=', of.tenant_id)
    .where('id', '=', of.id)
    .execute();
}
