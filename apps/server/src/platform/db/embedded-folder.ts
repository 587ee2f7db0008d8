import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { syncFolder } from './synced-folder.ts';

/** PGlite starts PostgreSQL with -F, which turns fsync off; these are its parameters with fsync on. */
export const startParameters = (): string[] => [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'fsync=on',
  '-c',
  'wal_sync_method=fsync',
];

/**
 * Makes the database's folder on first run, saying so first. Made beside its place, synced to the last file and
 * then renamed: a process killed half way leaves no half database. The caller holds the lock.
 */
export async function initialise(folder: string, onBegin: () => void): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) {
    // Left by a killed process; the lock says that it no longer runs.
    rmSync(join(folder, 'postmaster.pid'), { force: true });
    return;
  }
  onBegin();
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  await (await PGlite.create(unfinished)).close();
  rmSync(join(unfinished, 'postmaster.pid'), { force: true });
  syncTree(unfinished);
  renameSync(unfinished, folder);
  syncFolder(dirname(folder));
}

function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) syncTree(path);
    else if (entry.isFile()) {
      const descriptor = openSync(path, 'r');
      fsyncSync(descriptor);
      closeSync(descriptor);
    }
  }
  syncFolder(folder);
}
