import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { StartRefused } from '../errors.ts';
import type { Database, Snapshot } from './database.ts';
import { EmbeddedPostgres } from './embedded.ts';
import { copyRunning } from './embedded-copy.ts';
import { bringForward } from './embedded-upgrade.ts';
import { CURRENT_ENGINE } from './engines.ts';
import { lockFolder, proveDurable } from './guards.ts';
import { proveIsolation } from './isolation.ts';
import { migrate } from './migrate.ts';
import { columnParsers, pooledDatabase } from './pooled.ts';
import { embeddedPool, readCopy, readEngine, snapshotOfPostgres } from './snapshot.ts';

/** The role of operations; see migration 0001. */
const ROLE = 'luoshi_app';
const OLDEST_POSTGRES = 15;
/** So often, and after so much, what was written is put into the tables' files: little at a time holds nobody up. */
const CHECKPOINT_MS = 5_000;
const CHECKPOINT_BYTES = 4 * 1024 * 1024;

/** A database, and what only its opener needs of it. */
export interface Opened extends Database {
  /** Names of the migrations applied just now. */
  readonly migrated: readonly string[];
  /** Clears dead rows and renews the planner's statistics, which nobody does in the background of the embedded database. */
  vacuum(): Promise<void>;
}

interface EmbeddedOptions {
  /** Told when something takes longer: making the database on first run. */
  onProgress?(message: string): void;
  /** The thread is gone: the server cannot go on. */
  onGone(error: Error): void;
}

/**
 * The embedded database in a data folder, behind its three guards: locked against other processes, synced to disk, in a
 * thread of its own. Each is proven before anything is served; StartRefused says which is not.
 */
export async function openEmbedded(folder: string, options: EmbeddedOptions): Promise<Opened> {
  const lock = lockFolder(folder);
  let embedded: EmbeddedPostgres | null = null;
  try {
    const database = join(folder, 'database');
    await bringForward(database, (message) => options.onProgress?.(message));
    embedded = await EmbeddedPostgres.open({
      folder: database,
      onGone: options.onGone,
      onInitialise: () => options.onProgress?.('首次运行：正在建立内置数据库（约需几秒）…'),
    });
    const opened = await overEmbedded(embedded, {
      onClosed: lock.release,
      snapshot: async (scratch, statements) => {
        await copyRunning(statements, database, scratch);
        return readCopy(scratch, CURRENT_ENGINE);
      },
    });
    await proveDurable(opened, embedded);
    return opened;
  } catch (error) {
    await embedded?.close().catch(() => {});
    lock.release();
    throw error;
  }
}

/** The embedded database in memory, for tests; from a dumped template in a fraction of the time. */
export async function openInMemory(template?: Uint8Array): Promise<Opened & { dump(): Promise<Uint8Array> }> {
  const embedded = await EmbeddedPostgres.open({ folder: null, ...(template ? { template } : {}), onGone: () => {} });
  const opened = await overEmbedded(embedded, {
    snapshot: async () =>
      readEngine(await EmbeddedPostgres.open({ folder: null, template: await embedded.dump(), onGone: () => {} })),
  });
  return { ...opened, dump: () => embedded.dump() };
}

function overEmbedded(
  embedded: EmbeddedPostgres,
  options: { onClosed?: () => void; snapshot: (scratch: string, pool: pg.Pool) => Promise<Snapshot> },
): Promise<Opened> {
  const pool = embeddedPool(embedded);
  let copying = false;
  // The engine makes none by itself: the longer its log of changes, the slower the next start, and the longer the one that
  // a backup begins with. A copy under way needs the log as it is.
  let reached = 0;
  const checkpoint = async (least = 0) => {
    if (copying) return;
    const { rows } = await pool.query<{ at: number }>("select (pg_current_wal_insert_lsn() - '0/0')::float8 as at");
    if (rows[0]!.at - reached < least || copying) return;
    await pool.query('checkpoint');
    reached = rows[0]!.at;
  };
  const often = setInterval(() => {
    checkpoint(CHECKPOINT_BYTES).catch(() => {});
  }, CHECKPOINT_MS);
  often.unref();
  return ready(pool, 'embedded', {
    async snapshot(scratch) {
      if (copying) throw new Error('another copy is under way');
      copying = true;
      try {
        return await options.snapshot(scratch, pool);
      } finally {
        copying = false;
      }
    },
    // Table by table, so that others come between.
    async vacuum() {
      const { rows } = await pool.query<{ name: string }>(
        "select format('%I', relname) as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
      );
      for (const { name } of rows) await pool.query(`vacuum (analyze) ${name}`);
      await checkpoint();
    },
    async onClosed() {
      clearInterval(often);
      await embedded.close();
      options.onClosed?.();
    },
  });
}

/** PostgreSQL 15 or later by its address. */
export async function openPostgres(url: string, connections = 10): Promise<Opened> {
  const pool = new pg.Pool({ connectionString: url, max: connections, types: columnParsers, pipeline: true });
  await checkPostgres(pool, url);
  return ready(pool, 'postgres', {
    snapshot: async () => snapshotOfPostgres(url),
    async vacuum() {
      await pool.query('vacuum (analyze)');
    },
    async onClosed() {},
  });
}

async function checkPostgres(pool: pg.Pool, url: string): Promise<void> {
  // A connection that breaks while idle: the pool makes a new one; without a listener the process would end.
  pool.on('error', () => {});
  try {
    const { rows } = await pool.query<{ version: number }>(
      "select current_setting('server_version_num')::int / 10000 as version",
    );
    if (rows[0]!.version >= OLDEST_POSTGRES) return;
    throw new StartRefused(
      `DATABASE_URL 指向的 PostgreSQL 是 ${rows[0]!.version} 版，需要 ${OLDEST_POSTGRES} 版或更新的版本。`,
    );
  } catch (error) {
    await pool.end();
    if (error instanceof StartRefused) throw error;
    throw new StartRefused(
      `连接不上 DATABASE_URL 指定的数据库 ${withoutPassword(url)}（${(error as Error).message}）。请检查地址、账号和网络。`,
    );
  }
}

function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url);
    parsed.password = '';
    return parsed.href;
  } catch {
    return '（地址格式不对）';
  }
}

async function ready(
  pool: pg.Pool,
  kind: Database['kind'],
  { onClosed, ...own }: Pick<Opened, 'snapshot' | 'vacuum'> & { onClosed(): Promise<void> },
): Promise<Opened> {
  const plain = pooledDatabase(kind, pool, null);
  try {
    const migrated = await migrate(plain);
    const role = await plain.system(async (tx) => {
      const found =
        await sql`select 1 from pg_roles where rolname = ${ROLE} and pg_has_role(current_user, oid, 'MEMBER')`.execute(
          tx,
        );
      return found.rows.length ? ROLE : null;
    });
    const database = pooledDatabase(kind, pool, role, onClosed);
    await proveIsolation(database, role);
    const connections = () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount });
    return { ...database, ...own, migrated, connections };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
