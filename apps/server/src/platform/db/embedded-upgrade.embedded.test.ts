import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildCity } from '../../testing/builders.ts';
import { StartRefused } from '../errors.ts';
import type { Snapshot } from './database.ts';
import { EmbeddedPostgres } from './embedded.ts';
import { migrate } from './migrate.ts';
import { openEmbedded } from './open.ts';
import { pooledDatabase } from './pooled.ts';
import { embeddedPool, readCopy } from './snapshot.ts';
import { describeTables } from './transfer/catalog.ts';
import { type Digest, digestOf, writeValuesAlike } from './transfer/rows.ts';

const made = mkdtempSync(join(tmpdir(), 'luoshi-old-'));
let folder: string;
const quiet = { onGone: () => {} };
const said: string[] = [];
const open = () => openEmbedded(folder, { ...quiet, onProgress: (message) => said.push(message) });
const database = () => join(folder, 'database');
const kept = () => readdirSync(folder).filter((name) => name.startsWith('database.pg17-'));

/** A folder that PGlite 0.3 (PostgreSQL 17) has really written: the tables, a city, a row of every awkward type. */
beforeAll(async () => {
  const old = await EmbeddedPostgres.openCopy(join(made, 'database'), '17');
  const db = pooledDatabase('embedded', embeddedPool(old), null, () => old.close());
  await migrate(db);
  await buildCity(db);
  await db.close();
});
afterAll(() => rmSync(made, { recursive: true, force: true }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'luoshi-upgrade-'));
  cpSync(made, folder, { recursive: true });
  said.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function digests({ read }: Pick<Snapshot, 'read'>): Promise<Record<string, Digest>> {
  return read(async (tx) => {
    await writeValuesAlike(tx);
    const all: Record<string, Digest> = {};
    for (const table of await describeTables(tx)) all[table.name] = await digestOf(tx, table);
    return all;
  });
}

/** Every file of a folder with its bytes. */
function content(path: string): Record<string, string> {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => [
      join(parentPath, name).slice(path.length),
      readFileSync(join(parentPath, name), 'latin1'),
    ]),
  );
}

test('a folder of the older engine is brought forward row by row, and the old one stays as it was', async () => {
  const before = content(database());
  const opened = await open();
  expect(said[0]).toContain('正在转换为 PostgreSQL 18');
  expect(said.at(-1)).toContain('转换完成');
  expect(readFileSync(join(database(), 'PG_VERSION'), 'utf8').trim()).toBe('18');
  const now = await digests({ read: (fn) => opened.system(fn) });
  await opened.close();
  expect(kept()).toHaveLength(1);
  expect(content(join(folder, kept()[0]!))).toEqual(before);
  const old = await readCopy(join(folder, kept()[0]!), '17');
  const then = await digests(old);
  await old.close();
  expect(now).toEqual(then);
  expect(now.person!.rows).toBeGreaterThan(5);

  // A second start finds nothing to do.
  said.length = 0;
  await (await open()).close();
  expect(said).toEqual([]);
});

test('killed before the two change places it begins again; between the two it finishes', async () => {
  cpSync(database(), join(folder, 'database.next'), { recursive: true });
  writeFileSync(join(folder, 'database.next/PG_VERSION'), 'half');
  await (await open()).close();
  expect(readFileSync(join(database(), 'PG_VERSION'), 'utf8').trim()).toBe('18');

  renameSync(database(), join(folder, 'database.next'));
  expect(existsSync(database())).toBe(false);
  const opened = await open();
  expect(opened.migrated).toEqual([]);
  expect(await opened.system((tx) => tx.selectFrom('tenant').select('name').execute())).toEqual([{ name: '测试市' }]);
  await opened.close();
  expect(existsSync(join(folder, 'database.next'))).toBe(false);
});

test('a folder of a newer engine is refused and not touched', async () => {
  writeFileSync(join(database(), 'PG_VERSION'), '19');
  const before = content(database());
  await expect(open()).rejects.toThrow(StartRefused);
  await expect(open()).rejects.toThrow('请使用新版本的落实');
  expect(content(database())).toEqual(before);
});
