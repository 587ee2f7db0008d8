import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../testing/database.ts';
import { StartRefused } from '../errors.ts';
import { EmbeddedPostgres } from './embedded.ts';
import { proveDurable } from './guards.ts';
import { openEmbedded } from './open.ts';

const WRITER = join(import.meta.dirname, '../../testing/kill-writer.ts');
const quiet = { onGone: () => {} };

describe('the embedded database on a disk', () => {
  // Making a database takes seconds; most tests begin with a copy of this one.
  const made = join(mkdtempSync(join(tmpdir(), 'luoshi-made-')), 'data');
  let folder: string;
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    await (await openEmbedded(made, quiet)).close();
  });
  afterAll(() => rmSync(join(made, '..'), { recursive: true, force: true }));
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'luoshi-guards-')), '数据 目录');
    cpSync(made, folder, { recursive: true });
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });

  /** A process that opens the folder and writes numbers, one a transaction; prints each once it is committed. */
  function writer(): { child: ChildProcess; line(): Promise<string>; lines: string[]; ended: Promise<void> } {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', WRITER, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const lines: string[] = [];
    const waiting: ((line: string) => void)[] = [];
    createInterface(child.stdout!).on('line', (line) => {
      lines.push(line);
      waiting.shift()?.(line);
    });
    const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
    return { child, lines, ended, line: () => new Promise((resolve) => waiting.push(resolve)) };
  }

  test('opens behind its guards with fsync on, and what it holds is there again', async () => {
    const first = await openEmbedded(folder, quiet);
    await first.system((tx) => sql`create table kept as select 7 as value`.execute(tx));
    const settings = await first.system((tx) =>
      sql<{
        setting: string;
      }>`select setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')`.execute(tx),
    );
    expect(settings.rows.map((row) => row.setting)).toEqual(['on', 'on', 'on']);
    await first.close();
    const second = await openEmbedded(folder, quiet);
    expect((await second.system((tx) => sql`select value from kept`.execute(tx))).rows).toEqual([{ value: 7 }]);
    expect(second.migrated).toEqual([]);
    await second.close();
  });

  test('every commit reaches the disk', async () => {
    const embedded = await EmbeddedPostgres.open({ folder: join(folder, 'database'), ...quiet });
    const query = (text: string) => embedded.wire(simpleQuery(text));
    await query('create table t (id int)');
    const before = (await embedded.state()).syncs;
    for (let i = 0; i < 5; i += 1) await query(`insert into t values (${i})`);
    expect((await embedded.state()).syncs).toBeGreaterThanOrEqual(before + 5);
    await embedded.close();
  });

  test('where a commit causes no fsync the server refuses', async () => {
    const memory = await openTestDatabase();
    const unsynced = { state: async () => ({ syncs: 0, threadId: 99 }) } as unknown as EmbeddedPostgres;
    await expect(proveDurable(memory, unsynced)).rejects.toThrow(/fsync/);
    await memory.close();
  });

  test('a second process is refused with the name of the folder, and let in at once when the first is killed', async () => {
    const first = writer();
    expect(await first.line()).toBe('open');
    await expect(openEmbedded(folder, quiet)).rejects.toThrow(StartRefused);
    await expect(openEmbedded(folder, quiet)).rejects.toThrow(folder);
    first.child.kill('SIGKILL');
    await first.ended;
    const opened = await openEmbedded(folder, quiet);
    await expect(openEmbedded(folder, quiet), 'the same process twice').rejects.toThrow('正被另一个落实进程使用');
    await opened.close();
  });

  test('a first run that was killed while the database was being made is made anew', async () => {
    rmSync(folder, { recursive: true });
    mkdirSync(join(folder, 'database.unfinished/base'), { recursive: true });
    writeFileSync(join(folder, 'database.unfinished/PG_VERSION'), '18');
    const opened = await openEmbedded(folder, quiet);
    expect(opened.migrated.length).toBeGreaterThan(0);
    await opened.close();
    expect(existsSync(join(folder, 'database.unfinished'))).toBe(false);
  });

  test('ten times kill -9 while writing: nothing acknowledged is lost', async () => {
    const acknowledged = new Set<number>();
    for (let kills = 0; kills < 10; kills += 1) {
      const { child, line, lines, ended } = writer();
      expect(await line()).toBe('open');
      // Somewhere in the middle of what it does, another place each time.
      for (let count = 0; count < 5 + kills * 7; count += 1) await line();
      child.kill('SIGKILL');
      await ended;
      for (const text of lines.slice(1)) acknowledged.add(Number(text));
    }
    const opened = await openEmbedded(folder, quiet);
    const kept = await opened.system((tx) => sql<{ id: number }>`select id from written`.execute(tx));
    const ids = new Set(kept.rows.map((row) => row.id));
    expect([...acknowledged].filter((id) => !ids.has(id))).toEqual([]);
    const byIndex = await opened.system(async (tx) => {
      await sql`set local enable_seqscan = off`.execute(tx);
      return sql<{ n: number }>`select count(*) as n from written where id >= 0`.execute(tx);
    });
    expect(byIndex.rows[0]!.n).toBe(ids.size);
    await opened.close();
  });
});

function simpleQuery(text: string): Uint8Array {
  const body = Buffer.from(`${text}\0`);
  const head = Buffer.alloc(5);
  head.write('Q');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
