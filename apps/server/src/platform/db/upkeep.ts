import { type RawBuilder, sql } from 'kysely';
import type { Platform } from '../platform.ts';
import type { Opened } from './open.ts';

/** So many rows a transaction. */
const CHUNK = 2_000;
const FIRST_MS = 5 * 60_000;
const EVERY_MS = 6 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/** What is needed now and then: old keys, sessions, finished jobs and files without a row removed; the embedded database vacuumed and analysed. */
export async function upkeep(
  { db, clock, files }: Platform,
  opened: Pick<Opened, 'kind' | 'vacuum'>,
  tenantId: string,
): Promise<void> {
  const before = (days: number) => new Date(clock.now().getTime() - days * DAY_MS);
  const remove = async (table: string, which: RawBuilder<boolean>) => {
    for (;;) {
      const { numAffectedRows = 0n } = await db.transaction(tenantId, (tx) =>
        sql`delete from ${sql.table(table)} where ctid = any(array(
          select ctid from ${sql.table(table)} where tenant_id = ${tenantId} and ${which} limit ${CHUNK}))`.execute(tx),
      );
      if (numAffectedRows < CHUNK) return;
    }
  };
  await remove('idempotency', sql<boolean>`created_at < ${before(2)}`);
  await remove('session', sql<boolean>`expires_at < ${clock.now()}`);
  await remove('job', sql<boolean>`state = 'done' and finished_at < ${before(7)}`);
  // An operation that was refused after it had kept its file leaves that without a row.
  await files.sweep(before(1), async (hashes) => {
    const rows = await db.system((tx) =>
      tx.selectFrom('file').where('sha256', 'in', hashes).select('sha256').execute(),
    );
    return new Set(rows.map((row) => row.sha256));
  });
  if (opened.kind === 'embedded') await opened.vacuum();
}

/** Runs it five minutes after the start and every six hours. */
export function startUpkeep(platform: Platform, opened: Opened, tenantId: string): { stop(): void } {
  const run = () => {
    upkeep(platform, opened, tenantId).catch((error) => platform.log.error({ err: error }, 'upkeep failed'));
  };
  const first = setTimeout(run, FIRST_MS);
  const every = setInterval(run, EVERY_MS);
  first.unref();
  every.unref();
  return {
    stop() {
      clearTimeout(first);
      clearInterval(every);
    },
  };
}
