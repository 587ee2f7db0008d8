import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { StartRefused } from '../errors.ts';
import type { Transactions, Tx } from './database.ts';

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
export async function migrate(db: Pick<Transactions, 'system'>, folder = MIGRATIONS_FOLDER): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const applied: string[] = [];
  for (;;) {
    const name = await db.system((tx) => applyNext(tx, migrations));
    if (name === null) return applied;
    applied.push(name);
  }
}

/**
 * Makes the tables of an empty database as another has them, in the caller's transaction: just these migrations. Throws
 * SchemaMismatch where this program does not have them, or has them otherwise.
 */
export async function migrateTo(
  tx: Tx,
  applied: readonly { name: string; checksum: string }[],
  folder = MIGRATIONS_FOLDER,
): Promise<void> {
  const migrations = await readMigrations(folder);
  firstMissing(migrations, applied);
  await lockHistory(tx);
  for (const migration of migrations.slice(0, applied.length)) await apply(tx, migration);
}

/** What is still to be applied to a database with this history. Throws SchemaMismatch where the two do not go together. */
export async function missingAfter(applied: readonly { name: string; checksum: string }[]): Promise<string[]> {
  const migrations = await readMigrations(MIGRATIONS_FOLDER);
  firstMissing(migrations, applied);
  return migrations.slice(applied.length).map(({ name }) => name);
}

async function applyNext(tx: Tx, migrations: readonly Migration[]): Promise<string | null> {
  await lockHistory(tx);
  const done = await sql<{
    name: string;
    checksum: string;
  }>`select name, checksum from luoshi_migration order by name`.execute(tx);
  const next = firstMissing(migrations, done.rows);
  if (!next) return null;
  await apply(tx, next);
  return next.name;
}

async function lockHistory(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx);
  await sql`create table if not exists luoshi_migration
    (name text primary key, checksum text not null, applied_at timestamptz not null default now())`.execute(tx);
}

async function apply(tx: Tx, { name, text, checksum }: Migration): Promise<void> {
  await sql.raw(text).execute(tx);
  await sql`insert into luoshi_migration (name, checksum) values (${name}, ${checksum})`.execute(tx);
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
