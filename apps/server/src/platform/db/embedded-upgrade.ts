import { existsSync } from 'node:fs';
import { readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { beijingDate } from '@luoshi/calendar';
import { StartRefused } from '../errors.ts';
import { EmbeddedPostgres } from './embedded.ts';
import { copyStopped } from './embedded-copy.ts';
import { CURRENT_ENGINE, engineOf } from './engines.ts';
import { pooledDatabase } from './pooled.ts';
import { embeddedPool, readCopy } from './snapshot.ts';
import { syncFolder } from './synced-folder.ts';
import { type Cargo, CargoDamaged, cargoOf, load } from './transfer/load.ts';

/**
 * Brings a database that an older engine wrote to the current one, before that opens it: a copy is read by the engine that
 * wrote it, a new folder is filled and compared, then the two change places by name. The old folder stays, under a name
 * with the day. Killed at any point, the next start begins again or finishes. The caller holds the lock. Throws StartRefused.
 */
export async function bringForward(database: string, say: (message: string) => void): Promise<void> {
  const next = `${database}.next`;
  // The old one has made room and the new one has not taken its place yet: that one is whole.
  if (!existsSync(database) && existsSync(next) && (await hasKept(database))) await take(next, database);
  await rm(next, { recursive: true, force: true });
  const engine = engineOf(database);
  if (engine === null || engine === CURRENT_ENGINE) return;
  say(`数据目录由旧版内置数据库（PostgreSQL ${engine}）建立，正在转换为 PostgreSQL ${CURRENT_ENGINE}，旧目录会保留…`);
  await assertSpace(database);
  const scratch = `${database}.copy`;
  await copyStopped(database, scratch);
  const old = await readCopy(scratch, engine);
  try {
    await old.read(async (tx) => {
      const cargo = await cargoOf(tx);
      await fillFolder(next, cargo, (name, rows) => {
        if (rows) say(`  已转换并核对 ${name}：${rows} 行`);
      });
    });
  } catch (error) {
    if (error instanceof CargoDamaged) throw new StartRefused(`转换没有完成，旧目录没有改动：${error.message}`);
    throw error;
  } finally {
    await old.close();
  }
  const kept = await nameFor(database, engine);
  await rename(database, kept);
  await take(next, database);
  say(`转换完成，逐表核对一致。旧目录保留在 ${kept}，确认无误后可以删除。`);
}

/** Makes a new database of the current engine in a folder, from what is brought, all of it on disk when it returns. */
export async function fillFolder(
  folder: string,
  cargo: Cargo,
  onTable: (name: string, rows: number) => void,
): Promise<void> {
  const embedded = await EmbeddedPostgres.open({ folder, beside: true, onGone: () => {} });
  const database = pooledDatabase('embedded', embeddedPool(embedded), null, () => embedded.close());
  try {
    await database.system((tx) => load(tx, cargo, onTable));
  } finally {
    await database.close();
  }
}

async function take(from: string, to: string): Promise<void> {
  await rename(from, to);
  syncFolder(dirname(to));
}

/** Names of older folders that were kept: database.pg17-20260302. */
const keptPrefix = (database: string, engine = '') => `${basename(database)}.pg${engine}`;

async function hasKept(database: string): Promise<boolean> {
  return (await readdir(dirname(database))).some((name) => name.startsWith(keptPrefix(database)));
}

async function nameFor(database: string, engine: string): Promise<string> {
  const base = join(
    dirname(database),
    `${keptPrefix(database, engine)}-${beijingDate(new Date()).replaceAll('-', '')}`,
  );
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? base : `${base}-${count}`;
    if (!existsSync(name)) return name;
  }
}

/** A copy to read and the new database, with room to spare. */
async function assertSpace(database: string): Promise<void> {
  const needed = 2.5 * (await sizeOf(database));
  const { bavail, bsize } = await statfs(dirname(database));
  if (bavail * bsize >= needed) return;
  const words = (bytes: number) => `${Math.ceil(bytes / 1024 / 1024)} MB`;
  throw new StartRefused(
    `转换旧版数据库需要约 ${words(needed)} 空间，${dirname(database)} 所在磁盘只剩 ${words(bavail * bsize)}。请腾出空间后重新启动，数据没有改动。`,
  );
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }))
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  return bytes;
}
