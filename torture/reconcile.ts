/** With the server stopped: what the tables say among themselves, and against what was acknowledged. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import type { Tx } from '../apps/server/src/platform/db/database.ts';
import { openEmbedded, openPostgres } from '../apps/server/src/platform/db/open.ts';
import type { Acknowledged } from './client.ts';
import { Fault } from './work.ts';

/** Each counts what must not be, by its name. */
const CHECKS: Record<string, string> = {
  'breakdowns whose edits have a gap or a double': `select count(*) from breakdown where revision <>
      (select count(*) from breakdown_edit edit where edit.tenant_id = breakdown.tenant_id and edit.report_id = breakdown.report_id)
      or revision <> (select coalesce(max(edit.revision), 0) from breakdown_edit edit
        where edit.tenant_id = breakdown.tenant_id and edit.report_id = breakdown.report_id)`,
  'decisions whose version is not what their events say': `select count(*) from decision where row_version - 1 <>
      (select count(*) from event where event.tenant_id = decision.tenant_id and event.subject_kind = 'decision'
        and event.subject_id = decision.report_id || '/' || decision.sentence)`,
  'reports with the same content': `select count(*) from (select 1 from report group by tenant_id, sha256 having count(*) > 1) twice`,
  'finished imports without their report': `select count(*) from report_import i where state = 'done' and not exists
      (select from report where report.tenant_id = i.tenant_id and report.id = i.report_id)`,
  'reports without a breakdown': `select count(*) from report where not exists
      (select from breakdown b where b.tenant_id = report.tenant_id and b.report_id = report.id)`,
  'jobs that failed': `select count(*) from job where state = 'failed'`,
  'events that are not in the chain': `select count(*) from event where not exists
      (select from event_link link where link.tenant_id = event.tenant_id and link.event_id = event.id)`,
  'links of the chain without their event': `select count(*) from event_link link where not exists
      (select from event where event.tenant_id = link.tenant_id and event.id = link.event_id)`,
  'gaps in the chain': `select count(*) from (select max(position) - count(*) as gap from event_link group by tenant_id) g where gap <> 0`,
};

/** Throws a Fault that names every check that found something. Returns how many events and files there were. */
export async function reconcile(
  data: string,
  url: string | null,
  acknowledged: readonly Acknowledged[],
): Promise<{ events: number; files: number }> {
  const db = url ? await openPostgres(url, 2) : await openEmbedded(data, { onGone: (error) => console.error(error) });
  try {
    return await db.system(async (tx) => {
      const faults: string[] = [];
      for (const [name, text] of Object.entries(CHECKS)) {
        const found = await count(tx, text);
        if (found > 0) faults.push(`${found} ${name}`);
      }
      faults.push(...(await keysAgainst(tx, acknowledged)));
      const files = await tx.selectFrom('file').select('sha256').execute();
      for (const { sha256 } of files) {
        const found = await hashOf(join(data, 'files', sha256.slice(0, 2), sha256.slice(2)));
        if (found !== sha256) faults.push(`file ${sha256} is ${found ?? 'missing'}`);
      }
      if (faults.length) throw new Fault(faults.join('; '));
      return { events: await count(tx, 'select count(*) from event'), files: files.length };
    });
  } finally {
    await db.close();
  }
}

const count = async (tx: Tx, text: string): Promise<number> =>
  Number(Object.values((await sql.raw<Record<string, number>>(text).execute(tx)).rows[0]!)[0]);

/** Every acknowledged write has kept its answer under its key. */
async function keysAgainst(tx: Tx, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const rows = await tx.selectFrom('idempotency').select('key').execute();
  const kept = new Set(rows.map((row) => row.key));
  const missing = acknowledged.filter(({ key }) => !kept.has(key)).length;
  return missing ? [`${missing} acknowledged writes have left no answer under their key`] : [];
}

async function hashOf(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch {
    return null;
  }
  return hash.digest('hex');
}
