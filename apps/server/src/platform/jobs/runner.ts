import { randomUUID } from 'node:crypto';
import type { Tx } from '../db/database.ts';
import type { Platform } from '../platform.ts';
import {
  type Claim,
  claimJobs,
  giveBack,
  keepLeases,
  markDone,
  markFailed,
  mendTimes,
  releaseAbandoned,
} from './claims.ts';
import { byClock, type JobTime } from './database-clock.ts';
import type { JobHandler, JobRun } from './jobs.ts';
import type { TimeStatus } from './steady-time.ts';

const POLL_MS = 250;
const HEARTBEAT_MS = 5_000;
const STOP_GRACE_MS = 5_000;

/** Long work has as many as run; quick work is fetched by the batch, so that thousands due at once do not queue for polls. */
const LANES = {
  quick: { atOnce: 4, held: 100 },
  long: { atOnce: 4, held: 4 },
  outside: { atOnce: 8, held: 8 },
} as const;

const laneOf = (handler: JobHandler): keyof typeof LANES =>
  handler.outside ? 'outside' : handler.quick ? 'quick' : 'long';

interface Lane {
  readonly kinds: readonly string[];
  readonly atOnce: number;
  /** How many may be claimed at a time. */
  readonly held: number;
  readonly queue: Claim[];
  running: number;
}

export interface Jobs {
  /** Runs what is due until nothing is, and returns how many ran: for tests, which have no timers. */
  drain(): Promise<number>;
  start(): void;
  /** Takes no more, waits a little for what runs, and gives the rest back. */
  stop(): Promise<void>;
  /** Whether timers are held because the clock has jumped. */
  time(): TimeStatus;
  /** Since the table was last looked at, in milliseconds; null when it has not been. */
  polledAgoMs(): number | null;
}

/** The worker of the job table: polls, claims what is due, runs it, tries again with growing pauses. */
export function createJobs(
  platform: Platform,
  handlers: readonly JobHandler[],
  time: JobTime = byClock(platform.clock),
): Jobs {
  const byKind = new Map(handlers.map((handler) => [handler.kind, handler]));
  const lane = (name: keyof typeof LANES): Lane => ({
    kinds: handlers.filter((handler) => laneOf(handler) === name).map((handler) => handler.kind),
    ...LANES[name],
    queue: [],
    running: 0,
  });
  const lanes = [lane('quick'), lane('long'), lane('outside')].filter(({ kinds }) => kinds.length > 0);
  const worker = randomUUID();
  const held = new Map<string, Claim>();
  const stopping = new AbortController();
  let runs = Promise.withResolvers<void>();
  let timers: NodeJS.Timeout[] = [];
  let polling: Promise<number> | null = null;
  let polledAt: number | null = null;
  let mend: 'start' | 'jump' | null = 'start';

  async function look(tx: Tx): Promise<Date> {
    const { now, jumped } = await time.look(tx);
    if (jumped) mend = 'jump';
    return now;
  }

  async function poll(): Promise<number> {
    if (stopping.signal.aborted) return 0;
    const free = lanes.filter((one) => one.queue.length === 0 && one.running < one.atOnce);
    if (free.length === 0) {
      // All hands full: nothing is late for want of a look.
      polledAt = performance.now();
      return 0;
    }
    const claimed = await platform.db.system(async (tx) => {
      const now = await look(tx);
      if (mend) await mendTimes(tx, now, mend === 'jump');
      const ids = [...held.keys()];
      const found: [Lane, Claim[]][] = [];
      for (const one of free)
        found.push([one, await claimJobs(tx, now, worker, { ...one, limit: one.held - one.running, held: ids })]);
      return found;
    });
    mend = null;
    polledAt = performance.now();
    for (const [one, claims] of claimed) {
      // The order of an UPDATE's rows is nobody's promise.
      claims.sort((a, b) => a.due_at.getTime() - b.due_at.getTime() || (a.id < b.id ? -1 : 1));
      for (const claim of claims) held.set(claim.id, claim);
      one.queue.push(...claims);
      proceed(one);
    }
    return claimed.reduce((sum, [, claims]) => sum + claims.length, 0);
  }

  function proceed(of: Lane): void {
    while (of.running < of.atOnce && of.queue.length > 0 && !stopping.signal.aborted) {
      const claim = of.queue.shift()!;
      of.running += 1;
      runOne(claim).finally(() => {
        of.running -= 1;
        if (held.get(claim.id) === claim) held.delete(claim.id);
        proceed(of);
        if (of.queue.length === 0 && timers.length > 0) tick();
        runs.resolve();
        runs = Promise.withResolvers();
      });
    }
  }

  function tick(): void {
    polling ??= poll()
      .catch((error) => {
        platform.log.error({ err: error }, 'the job table could not be polled');
        return 0;
      })
      .finally(() => {
        polling = null;
      });
  }

  async function runOne(claim: Claim): Promise<void> {
    const handler = byKind.get(claim.kind)!;
    const last = claim.attempts >= (handler.maxAttempts ?? 5);
    let finished = false;
    const run: JobRun<unknown> = {
      id: claim.id,
      tenantId: claim.tenant_id,
      payload: claim.payload,
      attempt: claim.attempts,
      last,
      platform,
      signal: stopping.signal,
      async finish(work) {
        const value = await platform.db.transaction(claim.tenant_id, async (tx) => {
          const result = await work(tx);
          await markDone(tx, claim, platform.clock.now());
          return result;
        });
        finished = true;
        return value;
      },
    };
    try {
      await handler.run(run);
      if (!finished) await run.finish(async () => {});
    } catch (error) {
      const about = { err: error, job: claim.id, kind: claim.kind, attempt: claim.attempts };
      if (finished) return platform.log.error(about, 'a job failed after it was done');
      if (stopping.signal.aborted) return;
      platform.log.warn(about, 'a job failed');
      await markFailed(platform, time.due(), claim, error, last).catch((failure) =>
        platform.log.error({ err: failure, job: claim.id }, 'a failed job could not be marked'),
      );
    }
  }

  async function heartbeat(): Promise<void> {
    if (held.size === 0) return;
    await platform.db.system(async (tx) => keepLeases(tx, await look(tx), worker, [...held.keys()]));
  }

  const idle = () => lanes.every((one) => one.running === 0 && one.queue.length === 0);

  return {
    async drain() {
      let ran = 0;
      for (;;) {
        const claimed = await poll();
        ran += claimed;
        if (claimed === 0 && idle()) return ran;
        if (!idle()) await runs.promise;
      }
    },
    start() {
      const begin = platform.db.kind === 'embedded' ? releaseAbandoned(platform) : Promise.resolve();
      begin.then(tick, (error) => platform.log.error({ err: error }, 'jobs of the last run could not be released'));
      timers = [
        setInterval(tick, POLL_MS),
        setInterval(() => {
          heartbeat().catch((error) => platform.log.error({ err: error }, 'leases could not be kept'));
        }, HEARTBEAT_MS),
      ];
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      timers = [];
      stopping.abort();
      await polling;
      const grace = setTimeout(() => runs.resolve(), STOP_GRACE_MS);
      const until = performance.now() + STOP_GRACE_MS;
      while (lanes.some((one) => one.running > 0) && performance.now() < until) await runs.promise;
      clearTimeout(grace);
      await giveBack(platform, worker);
    },
    time: () => time.status(),
    polledAgoMs: () => (polledAt === null ? null : performance.now() - polledAt),
  };
}
