import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { EmbeddedPostgres } from '../../platform/db/embedded.ts';
import { migrateTo } from '../../platform/db/migrate.ts';
import { type Opened, openEmbedded, openPostgres } from '../../platform/db/open.ts';
import { pooledDatabase } from '../../platform/db/pooled.ts';
import { embeddedPool } from '../../platform/db/snapshot.ts';
import { newPostgresDatabase, testDatabase } from '../../testing/database.ts';
import { startTestServer, type TestServer } from '../../testing/harness.ts';
import { Refusal } from '../refusal.ts';
import { restoreBackup } from '../restore/restore-backup.ts';
import { refuseUnfinished, UNFINISHED } from '../restore/unfinished.ts';
import { allRows } from '../testing.ts';
import { makeBackup } from './make-backup.ts';
import { manifestText, readManifest } from './manifest.ts';
import { type Made, runBackup } from './run-backup.ts';

let server: TestServer;
let folder: string;
const opened: Opened[] = [];
const drops: (() => Promise<void>)[] = [];
const quiet = { onGone: () => {} };
const say = () => {};

beforeAll(async () => {
  server = await startTestServer();
  const { db, city, clock, platform } = server;
  await db.transaction(city.tenantId, async (tx) => {
    await platform.files.putFile(
      tx,
      { tenantId: city.tenantId, clock },
      { bytes: Buffer.from('第一份材料') },
      'text/plain',
    );
    await platform.files.putFile(tx, { tenantId: city.tenantId, clock }, { bytes: Buffer.alloc(3_000_000, 7) }, 'x/y');
  });
  // A table of every awkward value, the append-only record and a key onto the table itself are among what comes back.
  await db.system(async (tx) => {
    await sql`update person set name = ${'引号"\\斜杠\t制表\n换行 𠮷 \u0001'} where id = ${city.people.viewer.personId}`.execute(
      tx,
    );
    await sql`update organisation set aliases = ${['甲,乙', '"丙"', '', 'null']}, duties = '{}' where id = ${city.organisations.FGW!}`.execute(
      tx,
    );
    await sql`insert into setting (tenant_id, name, value) values (${city.tenantId}, 'x', ${JSON.stringify({ a: [1.5, null, '二'], b: 1e-7 })})`.execute(
      tx,
    );
  });
});
afterAll(() => server.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'luoshi-backup-'));
});
afterEach(async () => {
  for (const db of opened.splice(0)) await db.close();
  for (const drop of drops.splice(0)) await drop();
  rmSync(folder, { recursive: true, force: true });
});

const backup = (db: TestServer['db'], data: string, target: string, keys: string | null = null): Promise<Made> =>
  runBackup({ db, data, keys, target, scheduled: false, say });
const ofServer = (target = join(folder, 'one'), keys: string | null = null) =>
  backup(server.db, server.platform.data, target, keys);
const restore = (from: string, data: string, databaseUrl: string | null = null) =>
  restoreBackup({ from, data, keys: join(data, 'keys'), databaseUrl, say });
async function reopen(data: string, databaseUrl: string | null = null): Promise<Opened> {
  const db = databaseUrl ? await openPostgres(databaseUrl, 2) : await openEmbedded(data, quiet);
  opened.push(db);
  return db;
}
/** Without the note that the backup itself was made, which no backup has of itself. */
async function rowsBefore(): Promise<Record<string, string[]>> {
  return allRows(server.db);
}
const filesUnder = (data: string) => {
  const found = readdirSync(join(data, 'files'), { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  );
  return Object.fromEntries(
    found.map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name)).toString('base64')]),
  );
};

test('what was backed up is there again on the embedded database, row by row and file by file', async () => {
  const rows = await rowsBefore();
  const made = await ofServer();
  expect(made).toMatchObject({ files: 2, missing: 0, keys: false });
  expect(existsSync(join(folder, 'one/keys'))).toBe(false);
  const data = join(folder, '恢复 到');
  await restore(made.target, data);
  const db = await reopen(data);
  expect(db.migrated).toEqual([]);
  expect(await allRows(db)).toEqual(rows);
  expect(filesUnder(data)).toEqual(filesUnder(server.platform.data));
  expect(existsSync(join(data, UNFINISHED))).toBe(false);
  // What guards the tables is there again as well.
  await expect(db.system((tx) => sql`delete from report_section`.execute(tx))).resolves.toBeDefined();
  await expect(db.system((tx) => sql`truncate event cascade`.execute(tx))).rejects.toThrow('append-only');
  const alien = db.system((tx) => sql`insert into post select * from post limit 1`.execute(tx));
  await expect(alien).rejects.toThrow(/duplicate key/);
  const orphan = sql`update post set person_id = '00000000-0000-7000-8000-000000000000'`;
  await expect(db.system((tx) => orphan.execute(tx))).rejects.toThrow(/foreign key/);
  const nobodys = await db.transaction('00000000-0000-7000-8000-000000000000', (tx) =>
    tx.selectFrom('person').select('id').execute(),
  );
  expect(nobodys).toEqual([]);
});

test.runIf(testDatabase() === 'postgres')(
  'from PostgreSQL to the embedded database and on to PostgreSQL nothing changes',
  async () => {
    const rows = await rowsBefore();
    const one = await ofServer();
    const data = join(folder, 'embedded');
    await restore(one.target, data);
    const embedded = await openEmbedded(data, quiet);
    const two = await backup(embedded, data, join(folder, 'two'));
    await embedded.close();
    const [first, second] = [await readManifest(one.target), await readManifest(two.target)];
    expect(second.tables.filter(({ name }) => name !== 'backup')).toEqual(
      first.tables.filter(({ name }) => name !== 'backup'),
    );
    expect([first.database.kind, second.database.kind]).toEqual(['postgres', 'embedded']);

    const place = await newPostgresDatabase();
    drops.push(place.drop);
    const other = join(folder, 'beside postgres');
    await restore(two.target, other, place.url);
    const db = await reopen(other, place.url);
    expect(await allRows(db)).toEqual(rows);
    expect(filesUnder(other)).toEqual(filesUnder(server.platform.data));
    const kept = db.system((tx) => sql`truncate event cascade`.execute(tx));
    await expect(kept).rejects.toThrow('append-only');
    await expect(restore(two.target, join(folder, 'again'), place.url)).rejects.toThrow('不是空的');
  },
);

test('keys go along only where that is asked for', async () => {
  const made = await ofServer(join(folder, 'with'), join(server.platform.data, 'keys'));
  const data = join(folder, 'restored');
  await restore(made.target, data);
  const keys = readdirSync(join(server.platform.data, 'keys')).sort();
  expect(keys.length).toBeGreaterThan(0);
  expect(readdirSync(join(data, 'keys')).sort()).toEqual(keys);
});

test('one byte changed anywhere, and nothing is restored', async () => {
  const { target } = await ofServer();
  const file = readFileSync(join(target, 'files.txt'), 'utf8').slice(66).split('\n')[0]!;
  for (const path of ['tables/person.jsonl', file, 'files.txt', 'manifest.json']) {
    const before = readFileSync(join(target, path));
    appendFileSync(join(target, path), 'x');
    const data = join(folder, 'place');
    await expect(restore(target, data), path).rejects.toThrow(Refusal);
    expect(readdirSync(data).filter((name) => !name.startsWith('lock'))).toEqual([]);
    writeFileSync(join(target, path), before);
  }
});

test('a backup of a newer program is refused', async () => {
  const { target } = await ofServer();
  const manifest = await readManifest(target);
  manifest.migrations.push({ name: '9999-future', checksum: 'x' });
  writeFileSync(join(target, 'manifest.json'), manifestText(manifest));
  await expect(restore(target, join(folder, 'place'))).rejects.toThrow('9999-future');
});

test('a file that the store has lost is named, and the rest is there', async () => {
  const [lost] = readdirSync(join(server.platform.data, 'files'));
  const name = readdirSync(join(server.platform.data, 'files', lost!))[0]!;
  const path = join(server.platform.data, 'files', lost!, name);
  const bytes = readFileSync(path);
  rmSync(path);
  const made = await ofServer();
  writeFileSync(path, bytes);
  expect(made).toMatchObject({ files: 1, missing: 1 });
  expect((await readManifest(made.target)).files.missing).toEqual([lost! + name]);
});

test('a place that is not empty is left alone', async () => {
  const { target } = await ofServer();
  await expect(ofServer(target)).rejects.toThrow('不是空目录');
  const data = join(folder, 'place');
  mkdirSync(join(data, 'files/ab'), { recursive: true });
  writeFileSync(join(data, 'files/ab/c'), 'somebody');
  await expect(restore(target, data)).rejects.toThrow('已有文件');
  expect(readFileSync(join(data, 'files/ab/c'), 'utf8')).toBe('somebody');
});

test('a restore that was killed leaves a place where no server begins, and can be done again', async () => {
  const { target } = await ofServer();
  const data = join(folder, 'place');
  mkdirSync(join(data, 'restoring/database'), { recursive: true });
  mkdirSync(join(data, 'files/ab'), { recursive: true });
  writeFileSync(join(data, UNFINISHED), 'x');
  writeFileSync(join(data, 'files/ab/c'), 'of the one that was killed');
  await expect(refuseUnfinished(data, async () => false)).rejects.toThrow('上一次恢复没有做完');
  const rows = await rowsBefore();
  await restore(target, data);
  const db = await reopen(data);
  const { backup: made, ...rest } = await allRows(db);
  const { backup: now, ...then } = rows;
  expect(rest).toEqual(then);
  expect(made!.length).toBeLessThan(now!.length);
  expect(readdirSync(join(data, 'files'))).not.toContain('ab');
  expect(readdirSync(data)).not.toContain('restoring');
});

test('that a backup was made is noted, and why one was not', async () => {
  const before = await server.db.system((tx) => tx.selectFrom('backup').select('id').execute());
  const { target } = await ofServer();
  await expect(ofServer(target)).rejects.toThrow();
  const rows = await server.db.system((tx) =>
    tx.selectFrom('backup').orderBy('finished_at').orderBy('id').select(['folder', 'problem', 'files']).execute(),
  );
  expect(rows.slice(before.length)).toEqual([
    { folder: target, problem: null, files: 2 },
    { folder: target, problem: expect.stringContaining('不是空目录'), files: null },
  ]);
});

test('a backup of an older version gets the tables of this one', async () => {
  const { migrations } = await readManifest((await ofServer()).target);
  const engine = await EmbeddedPostgres.open({ folder: null, ...quiet });
  const older = pooledDatabase('embedded', embeddedPool(engine), null, () => engine.close());
  await older.system(async (tx) => {
    await migrateTo(tx, migrations.slice(0, -2));
    await sql`insert into tenant (id, code, name) values (${server.city.tenantId}, '1', '旧城')`.execute(tx);
  });
  const snapshot = async () => ({ read: older.system, close: older.close });
  const target = join(folder, 'older');
  await makeBackup({ db: { kind: 'embedded', snapshot }, data: folder, keys: null, target, say });
  const { newer } = await restore(target, join(folder, 'place'));
  expect(newer).toEqual(migrations.slice(-2).map(({ name }) => name));
  const db = await reopen(join(folder, 'place'));
  expect(db.migrated).toEqual(newer);
  expect(await db.system((tx) => tx.selectFrom('tenant').select('name').execute())).toEqual([{ name: '旧城' }]);
});
