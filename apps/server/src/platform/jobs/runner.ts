import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Platform } from '../platform.ts';
import type { PlatformTables } from '../tables.ts';
import { type Claim, claimJobs, giveBack, keepLeases, markDone, markFailed, releaseAbandoned } from './claims.ts';
import type { JobHandler, JobRun } from './jobs.ts';

const POLL_MS = 250;
const HEARTBEAT_MS = 5_000;
/** How many run at once in one server. */
const CONCURRENCY = 4;
const STOP_GRACE_MS = 5_000;

export interface Jobs {
  /** Runs what is due until nothing is, and returns how many ran: for tests, which have no timers. */
  drain(): Promise<number>;
  start(): void;
  /** Takes no more, waits a little for what runs, and gives the rest back. */
  stop(): Promise<void>;
}

/** The worker of the job table: polls, claims what is due, runs it, tries again with growing pauses. */
export function createJobs(platform: Platform, handlers: readonly JobHandler[]): Jobs {
  const byKind = new Map(handlers.map((handler) => [handler.kind, handler]));
  const worker = randomUUID();
  const running = new Map<string, Promise<void>>();
  const claims = new Map<string, Claim>();
  const stopping = new AbortController();
  let timers: NodeJS.Timeout[] = [];
  let polling: Promise<number> | null = null;

  async function poll(): Promise<number> {
    const free = CONCURRENCY - running.size;
    if (free <= 0 || stopping.signal.aborted || byKind.size === 0) return 0;
    const jobs = await claimJobs(platform, worker, [...byKind.keys()], free);
    for (const job of jobs) {
      claims.set(job.id, job);
      const run = runOne(job).finally(() => {
        running.delete(job.id);
        claims.delete(job.id);
        if (timers.length) tick();
      });
      running.set(job.id, run);
    }
    return jobs.length;
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

  async function runOne(job: Selectable<PlatformTables['job']>): Promise<void> {
    const handler = byKind.get(job.kind)!;
    const last = job.attempts >= (handler.maxAttempts ?? 5);
    let finished = false;
    const run: JobRun<unknown> = {
      id: job.id,
      tenantId: job.tenant_id,
      payload: job.payload,
      attempt: job.attempts,
      last,
      platform,
      signal: stopping.signal,
      async finish(work) {
        const value = await platform.db.transaction(job.tenant_id, async (tx) => {
          const result = await work(tx);
          await markDone(tx, job, platform.clock.now());
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
      if (finished)
        return platform.log.error({ err: error, job: job.id, kind: job.kind }, 'a job failed after it was done');
      if (stopping.signal.aborted) return;
      platform.log.warn({ err: error, job: job.id, kind: job.kind, attempt: job.attempts }, 'a job failed');
      await markFailed(platform, job, error, last).catch((failure) =>
        platform.log.error({ err: failure, job: job.id }, 'a failed job could not be marked'),
      );
    }
  }

  return {
    async drain() {
      let ran = 0;
      for (;;) {
        const claimed = await poll();
        ran += claimed;
        if (claimed === 0 && running.size === 0) return ran;
        await Promise.all(running.values());
      }
    },
    start() {
      const begin = platform.db.kind === 'embedded' ? releaseAbandoned(platform) : Promise.resolve();
      begin.then(tick, (error) => platform.log.error({ err: error }, 'jobs of the last run could not be released'));
      timers = [
        setInterval(tick, POLL_MS),
        setInterval(() => {
          keepLeases(platform, [...claims.values()]).catch((error) =>
            platform.log.error({ err: error }, 'leases could not be kept'),
          );
        }, HEARTBEAT_MS),
      ];
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      timers = [];
      stopping.abort();
      await polling;
      const grace = new Promise<void>((resolve) => setTimeout(resolve, STOP_GRACE_MS).unref());
      await Promise.race([Promise.allSettled(running.values()), grace]);
      await giveBack(platform, worker);
    },
  };
}
