import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemActor } from '../../platform/actor.ts';
import { json } from '../../platform/db/columns.ts';
import { type JobRun, registerHandler } from '../../platform/jobs/jobs.ts';
import type { Platform } from '../../platform/platform.ts';
import { chainAll } from './chain.ts';
import { recordExported, recordVerified } from './events.ts';
import { writeRecord } from './export-record.ts';
import { checkpoint } from './keep-record.ts';
import { record } from './record.ts';
import { type Verifying, verifyRecord } from './verify-record.ts';

export const CHECK_JOB = 'record.check';
export const CHECKPOINT_JOB = 'record.checkpoint';
const KEPT_DAYS = 7;

export const exportFile = (data: string, checkId: string): string => join(data, 'exports', `${checkId}.jsonl`);

/** What verifying needs, of a server that runs. */
export const verifyingHere = ({ db, keys, data, clock }: Platform, tenantId: string): Verifying => ({
  db,
  tenantId,
  publicKey: keys.signer.publicKey,
  data,
  now: () => clock.now(),
});

/** Verifies or writes out the record, in short transactions. */
export const checkJob = registerHandler<{ checkId: string }>({
  kind: CHECK_JOB,
  maxAttempts: 2,
  run: async (job) => {
    const { tenantId, payload, platform } = job;
    const row = await platform.db.transaction(tenantId, (tx) =>
      tx
        .selectFrom('record_check')
        .where('tenant_id', '=', tenantId)
        .where('id', '=', payload.checkId)
        .selectAll()
        .executeTakeFirstOrThrow(),
    );
    if (row.finished_at) return;
    await chainAll(platform, tenantId);
    await checkpoint(platform, tenantId, true);
    try {
      if (row.kind === 'verification') await verify(job);
      else await exportIt(job);
    } catch (error) {
      if (!job.last) throw error;
      platform.log.error({ err: error }, 'the record could not be examined');
      await finish(job, { error: '没有完成，请查看服务日志后重试' });
    }
  },
});

async function verify(job: JobRun<{ checkId: string }>): Promise<void> {
  const { events, faults, notes } = await verifyRecord(verifyingHere(job.platform, job.tenantId));
  await finish(job, { events, faults: json(faults), notes: json(notes) }, { events, faults: faults.length });
}

async function exportIt(job: JobRun<{ checkId: string }>): Promise<void> {
  const { platform, tenantId, payload } = job;
  await mkdir(join(platform.data, 'exports'), { recursive: true, mode: 0o700 });
  await removeOld(platform);
  const written = await writeRecord(verifyingHere(platform, tenantId), exportFile(platform.data, payload.checkId));
  await finish(job, written, undefined, written);
}

async function finish(
  job: JobRun<{ checkId: string }>,
  result: { events?: number; faults?: string; notes?: string; sha256?: string; error?: string },
  verified?: { events: number; faults: number },
  exported?: { events: number; sha256: string },
): Promise<void> {
  const { tenantId, platform, payload } = job;
  const call = { actor: systemActor(tenantId), clock: platform.clock, subject: payload.checkId, before: null };
  await job.finish(async (tx) => {
    await tx
      .updateTable('record_check')
      .set({ ...result, finished_at: platform.clock.now() })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', payload.checkId)
      .execute();
    if (verified) await record(tx, { ...call, type: recordVerified, after: verified });
    if (exported) await record(tx, { ...call, type: recordExported, after: exported });
  });
}

async function removeOld({ data, clock }: Platform): Promise<void> {
  const before = clock.now().getTime() - KEPT_DAYS * 24 * 3_600_000;
  for (const name of await readdir(join(data, 'exports'))) {
    const path = join(data, 'exports', name);
    if ((await stat(path)).mtimeMs < before) await rm(path, { force: true });
  }
}

export const checkpointJob = registerHandler({
  kind: CHECKPOINT_JOB,
  run: async ({ platform, tenantId }) => {
    await chainAll(platform, tenantId);
    await checkpoint(platform, tenantId, true);
  },
});
