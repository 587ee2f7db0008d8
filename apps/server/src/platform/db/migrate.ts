import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { StartRefused } from '../errors.ts';
import type { Database, Tx } from './database.ts';

/** Any number, but the same in every process: it keeps two servers from migrating one database at once. */
const LOCK = 630200;

export const MIGRATIONS_FOLDER = join(import.meta.dirname, '../../../migrations');

interface Migration {
  name: string;
  text: string;
  checksum: string;
}

/** The database is newer than this program, or its history differs: the program must not touch it. */
export class SchemaMismatch extends StartRefused {}

/** Applies what is missing, each file in a transaction of its own, and returns the names applied. Forward only. */
export async function migrate(db: Database, folder = MIGRATIONS_FOLDER): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const applied: string[] = [];
  for (;;) {
    const name = await db.system((tx) => applyNext(tx, migrations));
    if (name === null) return applied;
    applied.push(name);
  }
}

async function applyNext(tx: Tx, migrations: readonly Migration[]): Promise<string | null> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx);
  await sql`create table if not exists luoshi_migration
    (name text primary key, checksum text not null, applied_at timestamptz not null default now())`.execute(tx);
  const done = await sql<{
    name: string;
    checksum: string;
  }>`select name, checksum from luoshi_migration order by name`.execute(tx);
  const next = firstMissing(migrations, done.rows);
  if (!next) return null;
  await sql.raw(next.text).execute(tx);
  await sql`insert into luoshi_migration (name, checksum) values (${next.name}, ${next.checksum})`.execute(tx);
  return next.name;
}

function firstMissing(
  migrations: readonly Migration[],
  done: readonly { name: string; checksum: string }[],
): Migration | undefined {
  for (const [index, { name, checksum }] of done.entries()) {
    const known = migrations[index];
    if (!migrations.some((migration) => migration.name === name))
      throw new SchemaMismatch(
        `数据库由更新的版本建立（含 ${name}，本程序没有）。请使用新版本的落实，或换一个数据目录。`,
      );
    if (known?.name !== name || known.checksum !== checksum)
      throw new SchemaMismatch(
        `数据库的结构变更记录 ${name} 与本程序的不一致，为保护数据不再启动。请使用建立该数据库的版本，或从备份恢复。`,
      );
  }
  return migrations[done.length];
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z-]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
      return { name: name.replace('.sql', ''), text, checksum: createHash('sha256').update(text).digest('hex') };
    }),
  );
}
