import { mkdir, readFile, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database } from '../../platform/db/database.ts';
import { newId } from '../../platform/ids.ts';
import { copyWithHash, namesIn, renameSynced, syncFolders, writeSynced } from '../disk.ts';
import { PRODUCT_VERSION } from '../product.ts';
import { Refusal } from '../refusal.ts';
import { FILE_LIST, FORMAT, MANIFEST, type Manifest, manifestText, sha256 } from './manifest.ts';
import { writeTables } from './write-tables.ts';

export interface BackupOrder {
  readonly db: Pick<Database, 'kind' | 'snapshot'>;
  /** The data folder, for files/ beside the database. */
  readonly data: string;
  /** Folder of the keys, where they are to go along. */
  readonly keys: string | null;
  /** The folder that the backup becomes: not there yet, or empty. */
  readonly target: string;
  say(message: string): void;
}

/**
 * Database and files of one moment in a folder, while the server goes on. Nothing of it has the final name before all of it
 * is on disk. Throws Refusal.
 */
export async function makeBackup(order: BackupOrder): Promise<Manifest> {
  const { db, data, target, say } = order;
  if ((await namesIn(target)).length)
    throw new Refusal(`${target} 不是空目录，为避免覆盖没有备份。请换一个新的目录名。`);
  const partial = `${target}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true, mode: 0o700 });
  const snapshot = await db.snapshot(join(data, 'backup.copy'));
  const content = await snapshot
    .read(async (tx) => ({
      ...(await writeTables(tx, partial, (name, rows) => rows > 0 && say(`  ${name}：${rows} 行`))),
      known: (await sql<{ sha256: string }>`select distinct sha256 from file order by sha256`.execute(tx)).rows,
    }))
    .finally(() => snapshot.close());
  const { version, known, ...tables } = content;
  const files = await copyFiles(
    data,
    partial,
    known.map((row) => row.sha256),
  );
  say(`  文件：${files.count} 个`);
  if (order.keys) await copyKeys(order.keys, partial);
  const manifest: Manifest = {
    format: FORMAT,
    id: newId(),
    product: PRODUCT_VERSION,
    database: { kind: db.kind, version },
    ...tables,
    files,
    keys: order.keys !== null,
  };
  await writeSynced(join(partial, MANIFEST), manifestText(manifest));
  await syncFolders(partial);
  await rmdir(target).catch(() => {});
  await renameSynced(partial, target);
  return manifest;
}

/** Content is kept under its hash and never changed, so what the snapshot knows is there whatever happened meanwhile. */
async function copyFiles(data: string, folder: string, known: readonly string[]): Promise<Manifest['files']> {
  const lines: string[] = [];
  const missing: string[] = [];
  let bytes = 0;
  for (const hash of known) {
    const path = join('files', hash.slice(0, 2), hash.slice(2));
    const copied = await copyWithHash(join(data, path), join(folder, path)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (copied?.sha256 !== hash) {
      missing.push(hash);
      await rm(join(folder, path), { force: true });
      continue;
    }
    lines.push(`${hash}  ${path.replaceAll('\\', '/')}\n`);
    bytes += copied.bytes;
  }
  const list = lines.join('');
  await writeSynced(join(folder, FILE_LIST), list);
  return { count: lines.length, bytes, sha256: sha256(list), missing };
}

async function copyKeys(keys: string, folder: string): Promise<void> {
  await mkdir(join(folder, 'keys'), { mode: 0o700 });
  for (const name of await namesIn(keys)) {
    const path = join(keys, name);
    if ((await stat(path)).isFile()) await writeSynced(join(folder, 'keys', name), await readFile(path, 'utf8'));
  }
}
