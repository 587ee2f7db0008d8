import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What PostgreSQL's own base backups leave out or take last. */
const NOT_COPIED = new Set(['postmaster.pid', 'postmaster.opts', 'backup_label', 'pg_wal', 'global/pg_control']);

interface Statements {
  query(text: string): Promise<{ rows: unknown[] }>;
}

/**
 * Copies the folder of the embedded database while it is in use, the way PostgreSQL makes a base backup: the files one after
 * the other as they are, then its log of changes, by which whoever opens the copy brings them to one and the same moment.
 * Of the database it needs two short statements. The caller sees to it that no checkpoint is made meanwhile, as that may
 * remove a part of the log that the copy needs.
 */
export async function copyRunning(database: Statements, from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  const label = await begin(database);
  try {
    await copyTree(from, to, NOT_COPIED);
  } finally {
    label.text = await label.end();
  }
  await writeFile(join(to, 'backup_label'), label.text);
  await copyTree(join(from, 'pg_wal'), join(to, 'pg_wal'), new Set());
  await copyFile(join(from, 'global/pg_control'), join(to, 'global/pg_control'));
}

/** The same of a database that nobody has open. */
export async function copyStopped(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await copyTree(from, to, new Set(['postmaster.pid']));
}

async function begin(database: Statements): Promise<{ text: string; end(): Promise<string> }> {
  const start = () => database.query("select pg_backup_start('luoshi', true)");
  const end = async () => {
    const { rows } = await database.query('select labelfile from pg_backup_stop(false)');
    return (rows[0] as { labelfile: string }).labelfile;
  };
  try {
    await start();
  } catch {
    // One that broke off in between is still noted as under way.
    await end();
    await start();
  }
  return { text: '', end };
}

async function copyTree(from: string, to: string, except: ReadonlySet<string>, under = ''): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  const entries = (await readdir(from, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = under + entry.name;
    if (except.has(path)) continue;
    if (entry.isDirectory()) await copyTree(join(from, entry.name), join(to, entry.name), except, `${path}/`);
    else if (entry.isFile()) await copyIfThere(join(from, entry.name), join(to, entry.name));
  }
}

/** A table that is dropped meanwhile takes its file with it; the log of changes knows. */
async function copyIfThere(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
