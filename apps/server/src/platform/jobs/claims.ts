import { type Selectable, sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { Platform } from '../platform.ts';
import type { PlatformTables } from '../tables.ts';

/** A job that this worker holds: it, and the attempt that says which holding. */
export type Claim = Selectable<PlatformTables['job']>;

const LEASE_MS = 15_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 3_600_000;

const later = (now: Date, milliseconds: number) => new Date(now.getTime() + milliseconds);

/** Takes jobs that are due, and those whose worker died: its lease ran out. Oldest due first; other workers' picks are skipped. */
export function claimJobs(
  tx: Tx,
  now: Date,
  worker: string,
  wanted: { kinds: readonly string[]; limit: number; held: readonly string[] },
): Promise<Claim[]> {
  return tx
    .updateTable('job')
    .set({ state: 'running', attempts: sql<number>`attempts + 1`, leased_until: later(now, LEASE_MS), worker })
    .where(sql<boolean>`(tenant_id, id) in (
      select tenant_id, id from job
      where ((state = 'waiting' and due_at <= ${now}) or (state = 'running' and leased_until <= ${now} and id <> all(${wanted.held})))
        and kind = any(${wanted.kinds})
      order by due_at, id limit ${wanted.limit} for update skip locked)`)
    .returningAll()
    .execute();
}

/**
 * What was written by another time: at the start, as the last run's may have been wrong, and after a jump. A lease is a
 * whole one from now on (at the start only where it is longer than that), and what was due at once or waits to be tried
 * again is due. A due time that somebody asked for stays.
 */
export async function mendTimes(tx: Tx, now: Date, jumped: boolean): Promise<void> {
  const lease = later(now, LEASE_MS);
  await tx
    .updateTable('job')
    .set({ leased_until: lease })
    .where('state', '=', 'running')
    .$if(!jumped, (query) => query.where('leased_until', '>', lease))
    .execute();
  await tx
    .updateTable('job')
    .set({ due_at: now })
    .where('state', '=', 'waiting')
    .where('due_at', '>', jumped ? now : later(now, LONGEST_PAUSE_MS))
    .where(sql<boolean>`(attempts > 0 or due_at <= created_at)`)
    .execute();
}

/** The job is done, as part of the caller's transaction. Throws, and so undoes it, when another worker has taken the job over. */
export async function markDone(tx: Tx, claim: Claim, now: Date): Promise<void> {
  const done = await tx
    .updateTable('job')
    .set({ state: 'done', finished_at: now, leased_until: null, last_error: null })
    .where('tenant_id', '=', claim.tenant_id)
    .where('id', '=', claim.id)
    .where('state', '=', 'running')
    .where('worker', '=', claim.worker)
    .where('attempts', '=', claim.attempts)
    .executeTakeFirst();
  if (done.numUpdatedRows !== 1n) throw new Error(`job ${claim.id} was taken over by another worker`);
}

/** To be tried again after 1, 4, 16 … seconds, an hour at most, or failed for good. */
export async function markFailed(
  platform: Platform,
  now: Date,
  claim: Claim,
  error: unknown,
  last: boolean,
): Promise<void> {
  const last_error = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const pause = Math.min(FIRST_PAUSE_MS * 4 ** (claim.attempts - 1), LONGEST_PAUSE_MS);
  await platform.db.system((tx) =>
    tx
      .updateTable('job')
      .set(
        last
          ? { state: 'failed', finished_at: now, leased_until: null, last_error }
          : { state: 'waiting', due_at: later(now, pause), leased_until: null, last_error },
      )
      .where('tenant_id', '=', claim.tenant_id)
      .where('id', '=', claim.id)
      .where('worker', '=', claim.worker)
      .where('attempts', '=', claim.attempts)
      .where('state', '=', 'running')
      .execute(),
  );
}

/** Says that these are still being worked on. */
export async function keepLeases(tx: Tx, now: Date, worker: string, held: readonly string[]): Promise<void> {
  await tx
    .updateTable('job')
    .set({ leased_until: later(now, LEASE_MS) })
    .where('state', '=', 'running')
    .where('worker', '=', worker)
    .where(sql<boolean>`id = any(${held})`)
    .execute();
}

/** Gives back what a stopping worker still held, without counting the attempt. */
export async function giveBack(platform: Platform, worker: string): Promise<void> {
  await platform.db.system((tx) =>
    tx
      .updateTable('job')
      .set({ state: 'waiting', leased_until: null, attempts: sql<number>`attempts - 1` })
      .where('state', '=', 'running')
      .where('worker', '=', worker)
      .execute(),
  );
}

/** At the start on the embedded database, which has one server: what is marked running was running when that died. */
export async function releaseAbandoned(platform: Platform): Promise<void> {
  await platform.db.system((tx) =>
    tx.updateTable('job').set({ state: 'waiting', leased_until: null }).where('state', '=', 'running').execute(),
  );
}
