import { type Selectable, sql } from 'kysely';
import { systemActor } from '../../platform/actor.ts';
import { afterCommit } from '../../platform/db/after-commit.ts';
import type { Tx } from '../../platform/db/database.ts';
import { platformOf } from '../../platform/of-transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { BEGINNING, digestOf, linkHash } from './digest.ts';
import { witnessAlarmed } from './events.ts';
import { record } from './record.ts';
import type { RecordTables } from './tables.ts';
import { witnessOf } from './witness.ts';

/** Any number, with the city's: one chains at a time. */
const LOCK = 630208;
const BATCH = 500;

type Row = Selectable<RecordTables['event']>;

/** An event's columns as they are hashed. `at` comes in microseconds, which a Date would cut. */
export const hashed = <R extends Row & { at_us: number }>({ at_us, ...row }: R) => ({ ...row, at: at_us });
export const microseconds = sql<number>`(extract(epoch from event.at) * 1000000)::bigint`.as('at_us');

/**
 * Puts events that are committed and not in the chain yet at its end, in the order of their ids, at most some hundred in
 * one short transaction. By their rows in the outbox and by no mark of how far it got: so an event that commits late is not
 * passed over. Returns how many; null where another server is at it.
 */
export async function chainSome(platform: Platform, tenantId: string): Promise<number | null> {
  return platform.db.transaction(tenantId, async (tx) => {
    if (!(await chainLock(tx, tenantId))) return null;
    const rows = await tx
      .selectFrom('outbox')
      .innerJoin('event', (join) =>
        join.onRef('event.tenant_id', '=', 'outbox.tenant_id').onRef('event.id', '=', 'outbox.event_id'),
      )
      .where('outbox.tenant_id', '=', tenantId)
      .orderBy('outbox.event_id')
      .limit(BATCH)
      .select(['event.id', 'event.digest'])
      .execute();
    if (rows.length === 0) return 0;
    await append(tx, tenantId, await withDigests(tx, tenantId, rows));
    return rows.length;
  });
}

export async function chainLock(tx: Tx, tenantId: string): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${tenantId}, ${LOCK})) as mine`.execute(tx);
  return rows[0]!.mine;
}

type Digested = { id: string; digest: string };

// What was recorded before there was a chain has no digest: it gets the one that it has now.
async function withDigests(
  tx: Tx,
  tenantId: string,
  rows: readonly { id: string; digest: string | null }[],
): Promise<Digested[]> {
  const without = rows.filter((row) => row.digest === null).map((row) => row.id);
  const old = without.length
    ? await tx
        .selectFrom('event')
        .where('tenant_id', '=', tenantId)
        .where('id', 'in', without)
        .selectAll()
        .select(microseconds)
        .execute()
    : [];
  const digests = new Map(old.map((row) => [row.id, digestOf(hashed(row))]));
  return rows.map(({ id, digest }) => ({ id, digest: digest ?? digests.get(id)! }));
}

async function append(tx: Tx, tenantId: string, events: readonly Digested[]): Promise<void> {
  const platform = platformOf(tx);
  const last = await lastLink(tx, tenantId);
  let { position, hash } = last ?? { position: 0, hash: BEGINNING };
  const linked_at = platform.clock.now();
  const links = events.map(({ id, digest }) => {
    position += 1;
    hash = linkHash(hash, position, id, digest);
    return { tenant_id: tenantId, position, event_id: id, digest, hash, linked_at };
  });
  await tx.insertInto('event_link').values(links).execute();
  await tx
    .deleteFrom('outbox')
    .where('tenant_id', '=', tenantId)
    .where(sql<boolean>`event_id = any(${events.map(({ id }) => id)})`)
    .execute();
  const witness = witnessOf(platform, tenantId);
  for (const { id, digest } of events) {
    const expected = witness.expected(id);
    if (expected !== undefined && expected !== digest) await alarm(tx, tenantId, { id, expected, found: digest });
  }
  afterCommit(tx, () => {
    for (const { id } of events) witness.settle(id);
  });
}

export const lastLink = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('event_link')
    .where('tenant_id', '=', tenantId)
    .orderBy('position', 'desc')
    .select(['position', 'hash'])
    .limit(1)
    .executeTakeFirst();

/** What was committed here is in the chain otherwise, or is nowhere: that is written down, and readiness fails. */
async function alarm(tx: Tx, tenantId: string, of: { id: string; expected: string; found: string }): Promise<void> {
  const platform = platformOf(tx);
  const { clock, log } = platform;
  log.error({ event: of.id }, 'an event is not in the chain as it was committed');
  await record(tx, {
    actor: systemActor(tenantId),
    clock,
    type: witnessAlarmed,
    subject: of.id,
    before: { digest: of.expected },
    after: { digest: of.found },
  });
  const witness = witnessOf(platform, tenantId);
  afterCommit(tx, () => {
    witness.alarms += 1;
    witness.settle(of.id);
  });
}

/** Looks for what this process saw committed in the chain, where another server may have put it. */
export async function confirmWitnessed(platform: Platform, tenantId: string): Promise<void> {
  const witness = witnessOf(platform, tenantId);
  const ids = witness.oldest(BATCH);
  if (ids.length === 0) return;
  await platform.db.transaction(tenantId, async (tx) => {
    // One statement, one moment: chained between two looks, an event would seem to be nowhere.
    const { rows } = await sql<{ id: string; digest: string | null; waiting: boolean }>`
      select seen.id, link.digest, waiting.event_id is not null and event.id is not null as waiting
      from unnest(${ids}::uuid[]) as seen (id)
      left join event_link link on link.tenant_id = ${tenantId} and link.event_id = seen.id
      left join outbox waiting on waiting.tenant_id = ${tenantId} and waiting.event_id = seen.id
      left join event on event.tenant_id = ${tenantId} and event.id = seen.id`.execute(tx);
    for (const { id, digest, waiting } of rows) {
      const expected = witness.expected(id);
      if (expected === undefined || (digest === null && waiting)) continue;
      if (digest === expected) witness.settle(id);
      else await alarm(tx, tenantId, { id, expected, found: digest ?? '' });
    }
  });
}

/** Chains whatever waits. Returns how many. */
export async function chainAll(platform: Platform, tenantId: string): Promise<number> {
  let all = 0;
  for (;;) {
    const some = await chainSome(platform, tenantId);
    all += some ?? 0;
    if (some === null || some < BATCH) break;
  }
  await confirmWitnessed(platform, tenantId);
  return all;
}
