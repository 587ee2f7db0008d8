import { type BusinessDate, beijingDate } from '@luoshi/calendar';
import { sql } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Database, Tx } from '../db/database.ts';
import { type Reading, SteadyTime, type TimeStatus } from './steady-time.ts';

/** By what time jobs are due. */
export interface JobTime {
  /** Looks at the clock in a poll's transaction. `jumped` when the time has just become another than what leases were written by. */
  look(tx: Tx): Promise<{ now: Date; jumped: boolean }>;
  /** The same without a look. */
  due(): Date;
  status(): TimeStatus;
}

/** A plain clock as the time of jobs: it is never doubted. */
export const byClock = (clock: Clock): JobTime => ({
  look: async () => ({ now: clock.now(), jumped: false }),
  due: () => clock.now(),
  status: () => ({ held: false, jumpMs: 0, sinceMs: 0 }),
});

/**
 * The clock of a running server: the database's, so that two servers on one PostgreSQL agree whatever their own clocks
 * say. Between looks it goes on by the monotonic clock, and it does not follow a jump before that has stayed.
 */
export class DatabaseClock implements Clock, JobTime {
  readonly #time: SteadyTime;

  private constructor(first: Reading) {
    this.#time = new SteadyTime(first);
  }

  static async open(db: Database): Promise<DatabaseClock> {
    return new DatabaseClock(await db.system(read));
  }

  now(): Date {
    return new Date(this.#time.at(performance.now()));
  }

  today(): BusinessDate {
    return beijingDate(this.now());
  }

  async look(tx: Tx): Promise<{ now: Date; jumped: boolean }> {
    const reading = await read(tx);
    const jumped = this.#time.observe(reading);
    return { now: new Date(this.#time.dueAt(reading.before)), jumped };
  }

  due(): Date {
    return new Date(this.#time.dueAt(performance.now()));
  }

  status(): TimeStatus {
    return this.#time.status(performance.now());
  }
}

async function read(tx: Tx): Promise<Reading> {
  const before = performance.now();
  const { rows } = await sql<{ now: Date }>`select luoshi_now() as now`.execute(tx);
  return { wall: rows[0]!.now.getTime(), before, after: performance.now() };
}
