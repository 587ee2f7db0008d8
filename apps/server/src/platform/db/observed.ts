import type { Logger } from 'pino';
import type { Metrics } from '../metrics.ts';
import { operationOf } from '../of-transaction.ts';
import type { Database, Tx } from './database.ts';

/** Longer than this and the embedded database's one connection keeps everybody else waiting. */
export const SLOW_MS = 200;

/** The same database, which tells how long each transaction held its connection, and logs the slow ones by their operation. */
export function observed<D extends Database>(db: D, metrics: Metrics, log: Logger): D {
  const timed =
    <T>(fn: (tx: Tx) => Promise<T>, otherwise: string) =>
    async (tx: Tx): Promise<T> => {
      const begun = performance.now();
      try {
        return await fn(tx);
      } finally {
        const ms = performance.now() - begun;
        const operation = operationOf(tx)?.name ?? otherwise;
        const slow = ms > SLOW_MS;
        metrics.transaction(operation, ms / 1000, slow);
        if (slow && db.kind === 'embedded') log.warn({ operation, ms: Math.round(ms) }, 'a slow transaction');
      }
    };
  return {
    ...db,
    transaction: (tenantId, fn) => db.transaction(tenantId, timed(fn, 'other')),
    system: (fn) => db.system(timed(fn, 'system')),
  };
}
