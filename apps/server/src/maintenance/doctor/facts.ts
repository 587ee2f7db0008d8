import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { backupSetting } from '../backup/settings.ts';

/** What the database says when it is examined. Ages in seconds, null where there is nothing. */
export const Facts = z.object({
  postgres: z.string(),
  /** Milliseconds since 1970 by the database's clock. */
  now: z.number(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  cities: z.array(z.object({ code: z.string(), name: z.string(), demo: z.boolean(), schedule: backupSetting.schema })),
  dueJobs: z.int(),
  oldestDue: z.number().nullable(),
  failedJobs: z.int(),
  failedKinds: z.array(z.string()),
  lateMessages: z.int(),
  lastBackup: z.object({ age: z.number(), folder: z.string() }).nullable(),
  lastFailure: z.object({ age: z.number(), problem: z.string() }).nullable(),
  events: z.int(),
  unchained: z.int(),
  oldestUnchained: z.number().nullable(),
  lastCheckpoint: z.number().nullable(),
});
export type Facts = z.infer<typeof Facts>;

/** A few short statements; changes nothing. The database is of this program's version, or its tables are not all there. */
export async function readFacts(tx: Tx): Promise<Facts> {
  const one = async <Row>(query: ReturnType<typeof sql<Row>>): Promise<Row> => (await query.execute(tx)).rows[0]!;
  const about = await one(sql<{ postgres: string; now: number }>`
    select current_setting('server_version') as postgres, (extract(epoch from clock_timestamp()) * 1000)::float8 as now`);
  const { rows: migrations } = await sql<{ name: string; checksum: string }>`
    select name, checksum from luoshi_migration order by name`.execute(tx);
  const { rows: cities } = await sql<{ code: string; name: string; demo: boolean; schedule: unknown }>`
    select code, tenant.name, demo, setting.value as schedule from tenant
    left join setting on setting.tenant_id = tenant.id and setting.name = ${backupSetting.name}
    order by tenant.created_at`.execute(tx);
  const jobs = await one(sql<Pick<Facts, 'dueJobs' | 'oldestDue' | 'failedJobs' | 'failedKinds'>>`
    select count(*) filter (where state = 'waiting' and due_at <= luoshi_now()) as "dueJobs",
      extract(epoch from luoshi_now() - min(due_at) filter (where state = 'waiting' and due_at <= luoshi_now()))::float8 as "oldestDue",
      count(*) filter (where state = 'failed') as "failedJobs",
      coalesce(array_agg(distinct kind) filter (where state = 'failed'), '{}') as "failedKinds" from job`);
  const { lateMessages } = await one(sql<{ lateMessages: number }>`
    select count(*) as "lateMessages" from message
    where state in ('waiting', 'sending') and created_at < luoshi_now() - interval '1 hour'`);
  const backups = await one(sql<{ whole: Facts['lastBackup']; failed: Facts['lastFailure'] }>`
    select (select jsonb_build_object('age', extract(epoch from luoshi_now() - finished_at), 'folder', folder)
        from backup where problem is null order by finished_at desc limit 1) as whole,
      (select jsonb_build_object('age', extract(epoch from luoshi_now() - finished_at), 'problem', problem)
        from backup where problem is not null order by finished_at desc limit 1) as failed`);
  const record = await one(sql<Pick<Facts, 'events' | 'unchained' | 'oldestUnchained' | 'lastCheckpoint'>>`
    select (select coalesce(sum(top), 0)::int8 from (select max(position) as top from event_link group by tenant_id) links) as events,
      (select count(*) from outbox) as unchained,
      (select extract(epoch from luoshi_now() - min(event.at))::float8 from outbox
        join event on event.tenant_id = outbox.tenant_id and event.id = outbox.event_id) as "oldestUnchained",
      (select extract(epoch from luoshi_now() - max(at))::float8 from event_checkpoint) as "lastCheckpoint"`);
  return {
    ...about,
    migrations,
    cities: cities.map(({ schedule, ...city }) => ({
      ...city,
      schedule: schedule === null ? backupSetting.standard : backupSetting.schema.parse(schedule),
    })),
    ...jobs,
    lateMessages,
    lastBackup: backups.whole,
    lastFailure: backups.failed,
    ...record,
  };
}
