import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { threadId } from 'node:worker_threads';
import { sql } from 'kysely';
import { StartRefused } from '../errors.ts';
import type { Database } from './database.ts';
import type { EmbeddedPostgres } from './embedded.ts';

export interface Lock {
  release(): void;
}

/**
 * Holds a data folder for this process alone. The lock is the kernel's, on a file that SQLite keeps: it goes with the
 * process, however that ends, so nothing stale is left to clean up. Throws StartRefused when another process holds it.
 */
export function lockFolder(folder: string): Lock {
  const path = join(folder, 'lock.sqlite');
  let holder: DatabaseSync | null = null;
  try {
    mkdirSync(folder, { recursive: true });
    holder = new DatabaseSync(path);
    holder.exec('pragma locking_mode = exclusive; begin exclusive');
  } catch (error) {
    holder?.close();
    throw refusal(error, folder);
  }
  // PGlite itself lets a second process in, which destroys the database: so this guard is tried before it is trusted.
  if (mayEnter(path))
    throw new StartRefused(
      `数据目录 ${resolve(folder)} 所在的磁盘不支持文件锁，无法保证数据安全。请把数据目录放在本机磁盘上。`,
    );
  return { release: () => holder.close() };
}

function mayEnter(path: string): boolean {
  const second = new DatabaseSync(path);
  try {
    second.exec('begin exclusive');
    return true;
  } catch {
    return false;
  } finally {
    second.close();
  }
}

function refusal(error: unknown, folder: string): Error {
  const { errcode, code, message } = error as { errcode?: number; code?: string; message: string };
  const BUSY = 5;
  if (errcode === BUSY || /locked/.test(message))
    return new StartRefused(
      `数据目录 ${resolve(folder)} 正被另一个落实进程使用。请先停止那个进程，或用 --data 指定另一个目录。`,
    );
  return new StartRefused(
    `数据目录 ${resolve(folder)} 无法写入（${code ?? message}）。请检查目录的权限和磁盘空间，或用 --data 指定另一个目录。`,
  );
}

/** Commits something and sees whether that reached the disk. Throws StartRefused when it did not: then nothing acknowledged would be safe. */
export async function proveDurable(db: Database, embedded: EmbeddedPostgres): Promise<void> {
  const before = await embedded.state();
  if (before.threadId === threadId)
    throw new StartRefused('内置数据库没有在自己的线程中运行，为保证服务不中断，不再启动。');
  // Writes to the log of changes and to no table.
  await db.system((tx) => sql`select pg_logical_emit_message(true, 'luoshi', 'probe')`.execute(tx));
  const after = await embedded.state();
  if (after.syncs <= before.syncs)
    throw new StartRefused(
      '内置数据库提交数据后没有写入磁盘（fsync 未生效），断电会丢失数据，为保护数据不再启动。请重新安装依赖（npm ci）后再试。',
    );
}
