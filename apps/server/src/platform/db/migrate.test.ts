import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestDatabase } from '../../testing/database.ts';
import { StartRefused } from '../errors.ts';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';

let db: Database;
let folder: string;
beforeAll(async () => {
  db = await openTestDatabase();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luoshi-migrations-'));
  await db.system((tx) => sql`delete from luoshi_migration`.execute(tx));
  await db.system((tx) => sql`drop table if exists road, bridge`.execute(tx));
  await put('0001-road', 'create table road (id int); insert into road values (1)');
});
afterEach(() => rm(folder, { recursive: true, force: true }));
afterAll(() => db.close());

const put = (name: string, text: string) => writeFile(join(folder, `${name}.sql`), text);
const rows = async (table: string) =>
  (await db.system((tx) => sql`select * from ${sql.table(table)}`.execute(tx))).rows.length;

test('each file is applied once, in order', async () => {
  expect(await migrate(db, folder)).toEqual(['0001-road']);
  await put('0002-bridge', 'create table bridge as select * from road');
  expect(await migrate(db, folder)).toEqual(['0002-bridge']);
  expect(await migrate(db, folder)).toEqual([]);
  expect(await rows('bridge')).toBe(1);
});

test('two servers that start together apply each file once', async () => {
  const both = await Promise.all([migrate(db, folder), migrate(db, folder)]);
  expect(both.flat()).toEqual(['0001-road']);
  expect(await rows('road')).toBe(1);
});

test('a file that fails leaves nothing of itself, and what came before stays', async () => {
  await put('0002-bridge', 'create table bridge (id int); insert into bridge values (1/0)');
  await expect(migrate(db, folder)).rejects.toThrow('division by zero');
  await expect(rows('bridge')).rejects.toThrow('does not exist');
  expect(await rows('road')).toBe(1);
});

test('a database of a newer program, or with another history, is not touched', async () => {
  await migrate(db, folder);
  await db.system((tx) => sql`insert into luoshi_migration (name, checksum) values ('0002-future', 'x')`.execute(tx));
  await expect(migrate(db, folder)).rejects.toThrow(StartRefused);
  await expect(migrate(db, folder)).rejects.toThrow('0002-future');
  await db.system((tx) => sql`delete from luoshi_migration where name = '0002-future'`.execute(tx));
  await put('0001-road', 'create table road (id bigint)');
  await expect(migrate(db, folder)).rejects.toThrow('0001-road');
});
