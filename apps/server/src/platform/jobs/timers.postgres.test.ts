import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildCity, type TestCity } from '../../testing/builders.ts';
import { newPostgresDatabase } from '../../testing/database.ts';
import { systemClock } from '../clock.ts';
import { openPostgres } from '../db/open.ts';
import { enqueue } from './jobs.ts';

const WORKER = join(import.meta.dirname, '../../testing/timer-worker.ts');
const HOUR = 3_600_000;

let database: Awaited<ReturnType<typeof newPostgresDatabase>>;
let db: Awaited<ReturnType<typeof openPostgres>>;
let city: TestCity;
const workers: ChildProcess[] = [];
beforeEach(async () => {
  database = await newPostgresDatabase();
  db = await openPostgres(database.url, 3);
  city = await buildCity(db);
  // The database's clock, set by hand.
  await db.system((tx) =>
    sql
      .raw(`create table clock_off (by interval not null); insert into clock_off values ('0');
        create or replace function luoshi_now() returns timestamptz language sql volatile
          as $$ select clock_timestamp() + (select by from clock_off) $$;
        create table fired (id uuid not null, attempt int not null, worker text not null, at timestamptz not null)`)
      .execute(tx),
  );
});
afterEach(async () => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL');
  await db.close();
  await database.drop();
});

async function start(name: string, skewMs = 0): Promise<ChildProcess & { skewed: boolean }> {
  const worker = fork(WORKER, [database.url, name, String(skewMs)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  workers.push(worker);
  const ready = await new Promise<{ skewed: boolean }>((resolve) =>
    worker.once('message', (said) => resolve(said as never)),
  );
  return Object.assign(worker, ready);
}

const put = (dueInMs: readonly number[], payload: object = {}) =>
  db.transaction(city.tenantId, async (tx) => {
    const now = (await sql<{ now: Date }>`select luoshi_now() as now`.execute(tx)).rows[0]!.now.getTime();
    const ids: string[] = [];
    for (const ms of dueInMs) {
      const call = { tenantId: city.tenantId, clock: systemClock };
      ids.push(await enqueue(tx, call, 'test.timer', payload, new Date(now + ms)));
    }
    return ids;
  });
const setClock = (ms: number) =>
  db.system((tx) => sql`update clock_off set by = ${`${ms} milliseconds`}::interval`.execute(tx));
const fired = () =>
  db.system(
    async (tx) => (await sql<{ id: string; attempt: number; worker: string }>`select * from fired`.execute(tx)).rows,
  );
const states = async () =>
  (await db.system((tx) => tx.selectFrom('job').select('state').distinct().execute())).map((row) => row.state);
const untilFired = (count: number) =>
  expect.poll(async () => (await fired()).length, { timeout: 60_000, interval: 50 }).toBe(count);

test('two servers whose own clocks are hours apart fire what fell due while both were down, each once', async () => {
  const ids = await put(Array.from({ length: 300 }, (_, i) => -i * 60_000));
  const both = await Promise.all([start('甲', 5 * HOUR), start('乙', -5 * HOUR)]);
  expect(both.map((one) => one.skewed)).toEqual([false, false]);
  await untilFired(300);
  const rows = await fired();
  expect(rows.map((row) => row.id).sort()).toEqual([...ids].sort());
  expect(await states()).toEqual(['done']);
});

test('a worker that stood still past its lease does nothing with what another has done', async () => {
  const [id] = await put([0], { stall: 18_000 });
  const first = await start('甲');
  await expect.poll(states, { timeout: 30_000 }).toEqual(['running']);
  first.send(17_000);
  await start('乙');
  await untilFired(1);
  // Time for the first one to wake up and to try.
  await expect.poll(states, { timeout: 30_000 }).toEqual(['done']);
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  expect(await fired()).toEqual([expect.objectContaining({ id, attempt: 2, worker: '乙' })]);
});

test('while the clock has jumped nothing fires early, what is due by both times fires, and put right nothing was lost', async () => {
  const worker = await start('甲');
  const far = await put([30 * 60_000, 20 * HOUR]);
  await setClock(24 * HOUR);
  const time = () =>
    new Promise((resolve) => {
      worker.once('message', resolve);
      worker.send('time');
    });
  await expect.poll(time).toMatchObject({ held: true });
  // Due long ago by either clock.
  const now = await put([-48 * HOUR]);
  await untilFired(1);
  expect((await fired()).map((row) => row.id)).toEqual(now);
  await setClock(0);
  await expect.poll(time).toMatchObject({ held: false });
  const soon = await put([0]);
  await untilFired(2);
  expect((await fired()).map((row) => row.id).sort()).toEqual([...now, ...soon].sort());
  const waiting = await db.system((tx) => tx.selectFrom('job').where('state', '=', 'waiting').select('id').execute());
  expect(waiting.map((row) => row.id).sort()).toEqual([...far].sort());
});
