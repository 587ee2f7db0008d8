import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { systemClock } from '../apps/server/src/platform/clock.ts';
import { openPostgres } from '../apps/server/src/platform/db/open.ts';
import { enqueue } from '../apps/server/src/platform/jobs/jobs.ts';
import { buildCity } from '../apps/server/src/testing/builders.ts';
import { postgresServer, query, startCluster } from '../apps/server/src/testing/postgres.ts';
import { type Bench, type Measurement, round } from './measurement.ts';

const TIMERS = 10_000;
const OVER_MS = 30_000;
const SERVERS = 2;
const WORKER = join(import.meta.dirname, '../apps/server/src/testing/timer-worker.ts');
/** What the design measured with such a table polled every 250 ms. */
const DESIGN = { p50: 126, p99: 250 };

/** 10,000 timers due evenly over 30 s, on PostgreSQL with fsync and two servers: how late each fires, by the database's clock. */
async function measure(url: string): Promise<number[]> {
  const db = await openPostgres(url, 3);
  const workers: ChildProcess[] = [];
  try {
    const city = await buildCity(db);
    await db.system((tx) =>
      sql
        .raw(
          'create table fired (id uuid not null, attempt int not null, worker text not null, at timestamptz not null)',
        )
        .execute(tx),
    );
    for (let i = 0; i < SERVERS; i += 1) {
      const worker = fork(WORKER, [url, `server ${i}`, '0']);
      workers.push(worker);
      await new Promise((resolve) => worker.once('message', resolve));
    }
    const begin = Date.now() + 15_000;
    const call = { tenantId: city.tenantId, clock: systemClock };
    for (let i = 0; i < TIMERS; i += 500)
      await db.transaction(city.tenantId, async (tx) => {
        for (let k = i; k < i + 500; k += 1)
          await enqueue(tx, call, 'test.timer', {}, new Date(begin + (k / TIMERS) * OVER_MS));
      });
    const fired = () =>
      db.system(async (tx) => (await sql<{ n: number }>`select count(*) as n from fired`.execute(tx)).rows[0]!.n);
    while ((await fired()) < TIMERS) await pause(500);
    const { rows } = await db.system((tx) =>
      sql<{ late: number }>`select extract(epoch from fired.at - job.due_at)::float8 * 1000 as late
        from fired join job on job.id = fired.id order by 1`.execute(tx),
    );
    if (rows.length !== TIMERS) throw new Error(`${rows.length} of ${TIMERS} timers fired`);
    return rows.map((row) => row.late);
  } finally {
    for (const worker of workers) worker.kill('SIGKILL');
    await db.close();
  }
}

async function run(): Promise<Measurement[]> {
  const from = postgresServer();
  if (!from || !('programs' in from)) {
    process.stderr.write('timers: no PostgreSQL programs to start a server of its own from\n');
    return [];
  }
  const cluster = await startCluster(from.programs, { synced: true });
  try {
    await query(cluster.address('postgres'), 'create database luoshi_bench');
    const late = await measure(cluster.address('luoshi_bench'));
    return (['p50', 'p99'] as const).map((which) => {
      const value = late[Math.floor(late.length * (which === 'p50' ? 0.5 : 0.99))]!;
      return {
        name: `timers: ${which} lateness of ${TIMERS} over ${OVER_MS / 1000} s`,
        value: round(value, 0),
        unit: 'ms',
        against: `the design's ${DESIGN[which]} ms`,
        ratio: round(DESIGN[which] / value),
        goal: '',
        met: null,
      };
    });
  } finally {
    await cluster.stop();
  }
}

export const timersBench: Bench = {
  name: 'timers',
  about: 'ten thousand timers on two servers and one PostgreSQL (with fsync)',
  run,
};
