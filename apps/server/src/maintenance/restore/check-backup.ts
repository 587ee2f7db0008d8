import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { missingAfter, SchemaMismatch } from '../../platform/db/migrate.ts';
import type { TableShape } from '../../platform/db/transfer/catalog.ts';
import { LineDigest } from '../../platform/db/transfer/rows.ts';
import { FILE_LIST, type Manifest, readManifest, sha256 } from '../backup/manifest.ts';
import { tablePath } from '../backup/write-tables.ts';
import { hashOfFile } from '../disk.ts';
import { linesIn } from '../lines.ts';
import { Refusal } from '../refusal.ts';

export interface CheckedBackup {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Hash and path, under the folder, of every file. */
  readonly files: readonly { readonly sha256: string; readonly path: string }[];
  /** Migrations that this program has and the backup not: applied once it is in. */
  readonly newer: readonly string[];
}

/** Reads a backup to its last byte and compares every hash, before anything is touched. Throws Refusal. */
export async function checkBackup(folder: string, say: (message: string) => void): Promise<CheckedBackup> {
  const manifest = await readManifest(folder);
  const newer = await missingAfter(manifest.migrations).catch((error) => {
    if (error instanceof SchemaMismatch) throw new Refusal(`这份备份不能由本程序恢复：${error.message}`);
    throw error;
  });
  for (const table of manifest.tables) {
    const digest = new LineDigest();
    for await (const lines of linesOf(folder, table)) digest.add(lines);
    const { rows, sha256: hash } = digest.end();
    if (rows !== table.rows || hash !== table.sha256) throw damaged(tablePath(folder, table.name));
  }
  const list = await readFile(join(folder, FILE_LIST), 'utf8').catch(() => '');
  if (sha256(list) !== manifest.files.sha256) throw damaged(join(folder, FILE_LIST));
  const files = list
    .split('\n')
    .filter(Boolean)
    .map((line) => ({ sha256: line.slice(0, 64), path: line.slice(66) }));
  for (const file of files) {
    const path = join(folder, file.path);
    if ((await hashOfFile(path).catch(() => '')) !== file.sha256) throw damaged(path);
  }
  say(`备份完整：${manifest.tables.length} 张表、${files.length} 个文件，校验值全部相符（${manifest.at}）。`);
  return { folder, manifest, files, newer };
}

const damaged = (path: string) =>
  new Refusal(`备份中的 ${path} 缺失或已损坏（校验值不符），没有恢复任何内容。请换一份备份。`);

/** The rows of a table as the backup has them. */
export async function* linesOf(folder: string, table: Pick<TableShape, 'name'>): AsyncGenerator<string[]> {
  try {
    yield* linesIn(createReadStream(tablePath(folder, table.name)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw damaged(tablePath(folder, table.name));
    throw error;
  }
}
