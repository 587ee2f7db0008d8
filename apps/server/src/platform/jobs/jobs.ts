import { sql } from 'kysely';
import type { Clock } from '../clock.ts';
import { json } from '../db/columns.ts';
import type { Tx } from '../db/database.ts';
import { newId } from '../ids.ts';
import type { Platform } from '../platform.ts';

/** One run of a job. At least once: after a crash it runs again, so a handler asks the database what is already done. */
export interface JobRun<Payload> {
  readonly id: string;
  readonly tenantId: string;
  readonly payload: Payload;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** True when a failure now will not be tried again. */
  readonly last: boolean;
  readonly platform: Platform;
  /** Aborted when the server shuts down. */
  readonly signal: AbortSignal;
  /** Runs `work` and marks the job done in the same transaction: then the two cannot come apart. */
  finish<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

export interface JobHandler<Payload = unknown> {
  /** "reports.import": room, dot, verb. */
  readonly kind: string;
  /** 5 unless told; waits 1, 4, 16, 64 … seconds between, an hour at most. */
  readonly maxAttempts?: number;
  /** It is over within a transaction or two: claimed by the batch, and never behind long work. */
  readonly quick?: boolean;
  /** It waits for servers of others: it has workers of its own, so that a silent one holds up nothing else. */
  readonly outside?: boolean;
  /** Opens its own short transactions; long work (parsing) stays outside of them. */
  readonly run: (job: JobRun<Payload>) => Promise<void>;
}

/** Names the payload's type once; a room hands its handlers to the server through its index.ts. */
export const registerHandler = <Payload>(handler: JobHandler<Payload>): JobHandler => handler as JobHandler;

/**
 * What happens at a due time: a transition in the very transaction that ends the job, so exactly once whoever dies, and
 * tried until it succeeds. Enqueue it with a `dueAt`.
 */
export const registerTimer = <Payload>(timer: {
  kind: string;
  fire(tx: Tx, job: JobRun<Payload>): Promise<void>;
}): JobHandler =>
  registerHandler<Payload>({
    kind: timer.kind,
    quick: true,
    maxAttempts: Number.POSITIVE_INFINITY,
    run: (job) => job.finish((tx) => timer.fire(tx, job)),
  });

/** A job in the caller's transaction: it exists if and only if that commits. Due at once unless told. Returns its id. */
export async function enqueue(
  tx: Tx,
  call: { tenantId: string; clock: Clock },
  kind: string,
  payload: unknown,
  dueAt?: Date,
): Promise<string> {
  const id = newId();
  const now = call.clock.now();
  // At once is at once by either clock, also while they differ.
  const due_at = dueAt ?? sql<Date>`least(${now}::timestamptz, luoshi_now())`;
  await tx
    .insertInto('job')
    .values({ tenant_id: call.tenantId, id, kind, payload: json(payload), due_at, created_at: now })
    .execute();
  return id;
}
