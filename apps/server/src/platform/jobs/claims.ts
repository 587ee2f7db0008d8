import { type Selectable, sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { Platform } from '../platform.ts';
import type { PlatformTables } from '../tables.ts';

/** A job that this worker holds: it, and the attempt that says which holding. */
export type Claim = Selectable<PlatformTables['job']>;

const LEASE_MS = 15_000;
const FIRST_PAUSE_MS = 1_000;

const later = (now: Date, milliseconds: number) => new Date(now.getTime() + milliseconds);

/** Takes jobs that are due, and those whose worker died: its lease ran out. Oldest due first; other workers' picks are skipped. */
export function claimJobs(platform: Platform, worker: string, kinds: string[], limit: number): Promise<Claim[]> {
  const now = platform.clock.now();
  return platform.db.system((tx) =>
    tx
      .updateTable('job')
      .set({ state: 'running', attempts: sql<number>`attempts + 1`, leased_until: later(now, LEASE_MS), worker })
      .where(sql<boolean>`(tenant_id, id) in (
        select tenant_id, id from job
        where ((state = 'waiting' and due_at <= ${now}) or (state = 'running' and leased_until <= ${now})) and kind = any(${kinds})
        order by due_at, id limit ${limit} for update skip locked)`)
      .returningAll()
      .execute(),
  );
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

/** To be tried again after 1, 4, 16 … seconds, or failed for good. */
export async function markFailed(platform: Platform, claim: Claim, error: unknown, last: boolean): Promise<void> {
  const now = platform.clock.now();
  const last_error = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  await platform.db.system((tx) =>
    tx
      .updateTable('job')
      .set(
        last
          ? { state: 'failed', finished_at: now, leased_until: null, last_error }
          : {
              state: 'waiting',
              due_at: later(now, FIRST_PAUSE_MS * 4 ** (claim.attempts - 1)),
              leased_until: null,
              last_error,
            },
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
export async function keepLeases(platform: Platform, claims: readonly Claim[]): Promise<void> {
  if (claims.length === 0) return;
  const until = later(platform.clock.now(), LEASE_MS);
  await platform.db.system((tx) =>
    tx
      .updateTable('job')
      .set({ leased_until: until })
      .where('state', '=', 'running')
      .where('worker', '=', claims[0]!.worker)
      .where(
        'id',
        'in',
        claims.map((claim) => claim.id),
      )
      .execute(),
  );
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
