import { rm } from 'node:fs/promises';
import { sql } from 'kysely';
import { systemActor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { enqueue, type JobRun, registerHandler } from '../../platform/jobs/jobs.ts';
import { record } from '../record/index.ts';
import { evidenceScanned } from './events.ts';
import { evidenceRow } from './queries.ts';

export const RESCAN_JOB = 'evidence.rescan';
const AGAIN_MS = 10 * 60_000;

/** Scans what came in while the scanner could not be reached; tries again every ten minutes. */
export const rescanJob = registerHandler<{ evidenceId: string }>({
  kind: RESCAN_JOB,
  run: async (job) => {
    const { platform, tenantId, payload } = job;
    const row = await platform.db.transaction(tenantId, (tx) => evidenceRow(tx, tenantId, payload.evidenceId));
    if (row?.scan !== 'quarantine' || row.sha256 === null) return;
    const { sha256 } = row;
    const { scanner } = platform.files;
    const infection = await scanner?.scan(platform.files.pathOf(sha256)).catch(() => undefined);
    if (infection === undefined) {
      await later(job);
      return;
    }
    const gone = await job.finish(async (tx) => {
      const scan = infection === null ? 'clean' : 'infected';
      await tx
        .updateTable('evidence')
        .set(scan === 'clean' ? { scan } : { scan, sha256: null })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', row.id)
        .execute();
      await record(tx, {
        actor: systemActor(tenantId),
        clock: platform.clock,
        type: evidenceScanned,
        subject: row.id,
        before: { scan: 'quarantine' },
        after: { scan },
        why: infection ?? '',
      });
      return scan === 'infected' && (await forget(tx, tenantId, sha256));
    });
    if (gone) await rm(platform.files.pathOf(sha256), { force: true });
  },
});

const later = (job: JobRun<{ evidenceId: string }>): Promise<string> => {
  const { clock } = job.platform;
  const due = new Date(clock.now().getTime() + AGAIN_MS);
  return job.finish((tx) => enqueue(tx, { tenantId: job.tenantId, clock }, RESCAN_JOB, job.payload, due));
};

/** Nothing is kept of an infected file, unless something else holds the same bytes. True when its content may go. */
async function forget(tx: Tx, tenantId: string, sha256: string): Promise<boolean> {
  const { rows } = await sql`
    delete from file where tenant_id = ${tenantId} and sha256 = ${sha256}
      and not exists (select from evidence where tenant_id = ${tenantId} and sha256 = ${sha256})
      and not exists (select from report where tenant_id = ${tenantId} and sha256 = ${sha256})
    returning sha256`.execute(tx);
  return rows.length > 0;
}
