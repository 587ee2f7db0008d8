import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { platformOf } from '../../platform/of-transaction.ts';
import { lastLink } from './chain.ts';
import { witnessOf } from './witness.ts';

export interface RecordHealth {
  /** Events in the chain. */
  readonly chained: number;
  /** Committed and not in the chain yet. */
  readonly waiting: number;
  /** Seconds since the oldest of those; null where none waits. */
  readonly oldestWaiting: number | null;
  /** Events that were not chained as some server had seen them committed. Any is a matter for the audit administrator. */
  readonly alarms: number;
  /** Events that this server had to let go without seeing them in the chain. */
  readonly unconfirmed: number;
}

/** How the city's chain stands: for readiness, metrics, `luoshi doctor` and the audit page. */
export async function recordHealth(tx: Tx, tenantId: string): Promise<RecordHealth> {
  const platform = platformOf(tx);
  const last = await lastLink(tx, tenantId);
  const { rows } = await sql<{ waiting: number; oldest: Date | null }>`
    select (select count(*) from outbox where tenant_id = ${tenantId}) as waiting,
      (select event.at from event where event.tenant_id = ${tenantId} and event.id =
        (select event_id from outbox where tenant_id = ${tenantId} order by event_id limit 1)) as oldest`.execute(tx);
  const alarms = await tx
    .selectFrom('event')
    .where('tenant_id', '=', tenantId)
    .where('subject_kind', '=', 'event')
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow();
  const { waiting, oldest } = rows[0]!;
  return {
    chained: last?.position ?? 0,
    waiting,
    oldestWaiting: oldest === null ? null : Math.max(0, (platform.clock.now().getTime() - oldest.getTime()) / 1000),
    alarms: alarms.count,
    unconfirmed: witnessOf(platform, tenantId).unconfirmed,
  };
}
