import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import type { Tx } from '../../platform/db/database.ts';
import { fillFolder } from '../../platform/db/embedded-upgrade.ts';
import { lockFolder } from '../../platform/db/guards.ts';
import { columnParsers, pooledDatabase } from '../../platform/db/pooled.ts';
import { type Cargo, CargoDamaged, load } from '../../platform/db/transfer/load.ts';
import { copyWithHash, namesIn, renameSynced, syncFolders, writeSynced } from '../disk.ts';
import { Refusal } from '../refusal.ts';
import { type CheckedBackup, checkBackup, linesOf } from './check-backup.ts';
import { UNFINISHED } from './unfinished.ts';

export interface RestoreOrder {
  /** The backup. */
  readonly from: string;
  /** The data folder that it becomes, without a database and without files. */
  readonly data: string;
  /** Where keys lie on this machine. */
  readonly keys: string;
  /** An empty PostgreSQL; null for the embedded database in the data folder. */
  readonly databaseUrl: string | null;
  say(message: string): void;
}

/**
 * Puts a backup of either database into an empty place of either kind. All is read and compared first; then it becomes
 * whole in one step, the commit or the folder's name, and until that the place says that it is unfinished. Throws Refusal.
 */
export async function restoreBackup(order: RestoreOrder): Promise<CheckedBackup> {
  const { data, databaseUrl, say } = order;
  await mkdir(data, { recursive: true, mode: 0o700 });
  const lock = lockFolder(data);
  try {
    const backup = await checkBackup(order.from, say);
    const marker = join(data, UNFINISHED);
    const pool = databaseUrl === null ? null : await emptyPostgres(databaseUrl);
    try {
      await clearBrokenOff(data, marker);
      await assertEmptyFolder(data, databaseUrl === null);
      await writeSynced(marker, `${backup.manifest.id}\n`);
      const staging = join(data, 'restoring');
      await mkdir(staging, { recursive: true, mode: 0o700 });
      await copyFiles(backup, staging);
      if (pool)
        await pooledDatabase('postgres', pool, null).system(async (tx) => {
          await load(tx, cargoOf(backup), progress(say));
          await placeFiles(order, backup, staging);
        });
      else {
        const database = join(staging, 'database');
        await fillFolder(database, cargoOf(backup), progress(say));
        await placeFiles(order, backup, staging);
        await renameSynced(database, join(data, 'database'));
      }
      await rm(staging, { recursive: true, force: true });
      await rm(marker);
    } finally {
      await pool?.end();
    }
    return backup;
  } catch (error) {
    if (error instanceof CargoDamaged) throw new Refusal(`没有恢复：${error.message}`);
    throw error;
  } finally {
    lock.release();
  }
}

const progress = (say: (message: string) => void) => (name: string, rows: number) => {
  if (rows) say(`  已恢复并核对 ${name}：${rows} 行`);
};

function cargoOf({ folder, manifest }: CheckedBackup): Cargo {
  const tables = new Map(manifest.tables.map((table) => [table.name, table]));
  return {
    migrations: manifest.migrations,
    tables: manifest.tables,
    sequences: manifest.sequences,
    rows: (table) => linesOf(folder, table),
    digest: (table) => tables.get(table.name)!,
  };
}

async function copyFiles(backup: CheckedBackup, staging: string): Promise<void> {
  await mkdir(join(staging, 'files'), { recursive: true, mode: 0o700 });
  for (const { path, sha256 } of backup.files) {
    const copied = await copyWithHash(join(backup.folder, path), join(staging, path));
    if (copied.sha256 !== sha256)
      throw new Refusal(`文件 ${path} 在复制时读出的内容不对，没有恢复。请检查磁盘后重试。`);
  }
  await syncFolders(staging);
}

/** Before the database: rows without their files would be half a restore; files without rows are none. */
async function placeFiles({ data, keys }: RestoreOrder, backup: CheckedBackup, staging: string): Promise<void> {
  await rm(join(data, 'files'), { recursive: true, force: true });
  await renameSynced(join(staging, 'files'), join(data, 'files'));
  if (!backup.manifest.keys) return;
  await mkdir(keys, { recursive: true, mode: 0o700 });
  // Keys that are there already are this machine's own business.
  for (const name of await namesIn(join(backup.folder, 'keys')))
    if (!existsSync(join(keys, name))) {
      await copyFile(join(backup.folder, 'keys', name), join(keys, `${name}.new`));
      await rename(join(keys, `${name}.new`), join(keys, name));
    }
  await syncFolders(keys);
}

/** What an earlier restore left that was killed: only where its marker still stands is it ours to remove. */
async function clearBrokenOff(data: string, marker: string): Promise<void> {
  if (!existsSync(marker)) return;
  await rm(join(data, 'restoring'), { recursive: true, force: true });
  if (!existsSync(join(data, 'database'))) await rm(join(data, 'files'), { recursive: true, force: true });
}

async function assertEmptyFolder(data: string, embedded: boolean): Promise<void> {
  if (embedded && existsSync(join(data, 'database')))
    throw new Refusal(
      `数据目录 ${data} 里已有数据库，为避免覆盖没有恢复。请用 --data 指定一个空目录，或先把原目录改名保存。`,
    );
  if ((await namesIn(join(data, 'files'))).length)
    throw new Refusal(`数据目录 ${data} 里已有文件（files），为避免混在一起没有恢复。请用 --data 指定一个空目录。`);
}

async function emptyPostgres(url: string): Promise<pg.Pool> {
  const pool = new pg.Pool({ connectionString: url, max: 1, types: columnParsers });
  pool.on('error', () => {});
  try {
    const tables = await pooledDatabase('postgres', pool, null).system(countTables);
    if (tables === 0) return pool;
    throw new Refusal(`DATABASE_URL 指向的数据库不是空的（已有 ${tables} 张表），没有恢复。请新建一个空的数据库。`);
  } catch (error) {
    await pool.end();
    if (error instanceof Refusal) throw error;
    throw new Refusal(`连接不上 DATABASE_URL 指定的数据库（${(error as Error).message}）。请检查地址、账号和网络。`);
  }
}

async function countTables(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`.execute(
    tx,
  );
  return rows[0]!.count;
}
