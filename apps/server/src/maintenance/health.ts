import { statfs } from 'node:fs/promises';
import { sql } from 'kysely';
import { witnessAlarms } from '../modules/record/index.ts';
import type { Tx } from '../platform/db/database.ts';
import { missingAfter } from '../platform/db/migrate.ts';
import { StartRefused } from '../platform/errors.ts';
import type { Jobs } from '../platform/jobs/runner.ts';
import type { Readings } from '../platform/metrics.ts';
import type { Platform } from '../platform/platform.ts';

/** Below this nothing more is safely written: a commit that fails for want of space stops the embedded database. */
export const LEAST_FREE_BYTES = 512 * 1024 * 1024;
const DATABASE_ANSWERS_MS = 5_000;
const POLLED_WITHIN_MS = 15_000;
const CHAINED_WITHIN_SECONDS = 120;

export interface Check {
  readonly name: 'database' | 'migrations' | 'disk' | 'jobs' | 'clock' | 'record';
  readonly ok: boolean;
  /** Chinese: what was found, and where it is not in order what to do. */
  readonly words: string;
}

/** Whether the server can do its work now. Each check stands for itself: one that fails does not hide another. */
export async function checkHealth(platform: Platform, jobs: Jobs): Promise<Check[]> {
  return Promise.all([
    attempt('database', () => writable(platform)),
    attempt('migrations', () => migrationsCurrent(platform)),
    attempt('disk', async () => {
      const { ok, words } = await diskFree(platform.data);
      return { ok, words };
    }),
    attempt('jobs', async () => polled(jobs)),
    attempt('clock', async () => clockSane(jobs)),
    attempt('record', () => chained(platform)),
  ]);
}

type Found = Omit<Check, 'name'>;

async function attempt(name: Check['name'], check: () => Promise<Found>): Promise<Check> {
  const late = new Promise<Found>((resolve) => {
    setTimeout(
      () => resolve({ ok: false, words: `${DATABASE_ANSWERS_MS / 1000} 秒内没有结果。数据库可能停止或过于繁忙。` }),
      DATABASE_ANSWERS_MS,
    ).unref();
  });
  try {
    return { name, ...(await Promise.race([check(), late])) };
  } catch (error) {
    const words =
      error instanceof StartRefused
        ? error.message
        : `检查没有完成（${(error as { code?: string }).code ?? '意外的错误'}），详见日志。`;
    return { name, ok: false, words };
  }
}

/** Takes a number of a transaction, which writes to the log of changes and to no table; a standby refuses. */
async function writable({ db }: Platform): Promise<Found> {
  await db.system((tx) => sql`select pg_current_xact_id()`.execute(tx));
  return { ok: true, words: '数据库可以写入。' };
}

async function migrationsCurrent({ db }: Platform): Promise<Found> {
  const { rows } = await db.system((tx) =>
    sql<{ name: string; checksum: string }>`select name, checksum from luoshi_migration order by name`.execute(tx),
  );
  const missing = await missingAfter(rows);
  if (missing.length === 0) return { ok: true, words: `数据库结构为 ${rows.at(-1)?.name}。` };
  return { ok: false, words: `数据库结构缺少 ${missing.join('、')}。请重新启动服务。` };
}

export async function diskFree(folder: string): Promise<Found & { bytes: number }> {
  const { bavail, bsize } = await statfs(folder);
  const bytes = bavail * bsize;
  const left = `数据目录所在磁盘剩余 ${(bytes / 1024 ** 3).toFixed(1)} GB`;
  if (bytes >= LEAST_FREE_BYTES) return { ok: true, words: `${left}。`, bytes };
  return { ok: false, words: `${left}，低于 ${LEAST_FREE_BYTES / 1024 ** 2} MB。请清理旧备份或扩大磁盘。`, bytes };
}

function polled(jobs: Jobs): Found {
  const ago = jobs.polledAgoMs();
  if (ago === null) return { ok: false, words: '后台任务还没有开始轮询。如果持续超过一分钟，请重新启动服务。' };
  const words = `后台任务 ${(ago / 1000).toFixed(1)} 秒前轮询过。`;
  return ago <= POLLED_WITHIN_MS
    ? { ok: true, words }
    : { ok: false, words: `${words}请查看日志中的错误，必要时重新启动。` };
}

function clockSane(jobs: Jobs): Found {
  const { held, jumpMs } = jobs.time();
  if (!held) return { ok: true, words: '时钟没有跳变。' };
  return {
    ok: false,
    words: `时钟跳变了 ${Math.round(jumpMs / 1000)} 秒，到期任务暂缓执行。请检查服务器的时间同步（NTP）。`,
  };
}

async function chained(platform: Platform): Promise<Found> {
  const { db } = platform;
  const alarms = witnessAlarms(platform);
  if (alarms > 0)
    return {
      ok: false,
      words: `有 ${alarms} 条留痕提交之后、入链之前被改动或删除。请执行 luoshi audit verify，并立即通知审计管理员。`,
    };
  const { unchained, oldest } = await db.system(unchainedEvents);
  if (oldest === null || oldest <= CHAINED_WITHIN_SECONDS) return { ok: true, words: `留痕待入链 ${unchained} 条。` };
  return {
    ok: false,
    words: `有 ${unchained} 条留痕待入链，最早的已等 ${Math.round(oldest)} 秒。请查看日志中的错误。`,
  };
}

async function unchainedEvents(tx: Tx): Promise<{ unchained: number; oldest: number | null }> {
  const { rows } = await sql<{ unchained: number; oldest: number | null }>`
    select count(*) as unchained, extract(epoch from luoshi_now() - min(event.at))::float8 as oldest
    from outbox join event on event.tenant_id = outbox.tenant_id and event.id = outbox.event_id`.execute(tx);
  return rows[0]!;
}

/** What the metrics show of the database. */
export async function takeReadings(platform: Platform): Promise<Readings> {
  const { db, data } = platform;
  const found = await db.system(async (tx) => {
    const { rows } = await sql<
      Omit<Readings, 'unchained' | 'oldestUnchainedSeconds' | 'diskFreeBytes' | 'connections'>
    >`
      select
        (select count(*) from job where state = 'waiting') as "waitingJobs",
        (select count(*) from job where state = 'failed') as "failedJobs",
        (select extract(epoch from luoshi_now() - min(due_at))::float8 from job
          where state = 'waiting' and due_at <= luoshi_now()) as "oldestDueSeconds",
        (select count(*) from message where state in ('waiting', 'sending')) as undelivered,
        (select extract(epoch from luoshi_now() - max(finished_at))::float8 from backup
          where problem is null) as "lastBackupSeconds"`.execute(tx);
    const { unchained, oldest } = await unchainedEvents(tx);
    return { ...rows[0]!, unchained, oldestUnchainedSeconds: oldest };
  });
  return { ...found, diskFreeBytes: (await diskFree(data)).bytes, connections: db.connections() };
}
