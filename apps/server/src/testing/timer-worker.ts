// For the tests of timers: a server's worker as its own process on a PostgreSQL. Its own clock may be wrong by some milliseconds.
import { sql } from 'kysely';
import { pino } from 'pino';
import { systemClock } from '../platform/clock.ts';
import { openPostgres } from '../platform/db/open.ts';
import { DatabaseClock } from '../platform/jobs/database-clock.ts';
import { registerTimer } from '../platform/jobs/jobs.ts';
import { createJobs } from '../platform/jobs/runner.ts';
import type { Platform } from '../platform/platform.ts';

const [url, name, skew] = process.argv.slice(2) as [string, string, string];
const wrong = Number(skew);
const now = Date.now;
Date.now = () => now() + wrong;

const db = await openPostgres(url, 4);
const clock = await DatabaseClock.open(db);
const platform = { db, clock, log: pino({ level: 'silent' }) } as unknown as Platform;
const timer = registerTimer<{ stall?: number }>({
  kind: 'test.timer',
  async fire(tx, job) {
    // Only one that is stalled on purpose: the lease runs out meanwhile.
    if (job.payload.stall && job.attempt === 1) await new Promise((resolve) => setTimeout(resolve, job.payload.stall));
    await sql`insert into fired (id, attempt, worker, at) values (${job.id}, ${job.attempt}, ${name}, luoshi_now())`.execute(
      tx,
    );
  },
});
const jobs = createJobs(platform, [timer], clock);
jobs.start();
process.send?.({ ready: true, skewed: Math.abs(clock.now().getTime() - systemClock.now().getTime()) > 1000 });
process.on('message', (message) => {
  if (message === 'time') process.send!(jobs.time());
  // The whole process stands still: neither heartbeat nor poll.
  if (typeof message === 'number') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, message);
});
