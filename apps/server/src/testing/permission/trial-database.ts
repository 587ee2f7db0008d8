import { type KyselyPlugin, sql } from 'kysely';
import type { Database, Tx } from '../../platform/db/database.ts';
import { attach } from '../../platform/db/driver.ts';
import { carrySignals } from '../../platform/db/signals.ts';
import { newId } from '../../platform/ids.ts';
import { operationOf } from '../../platform/of-transaction.ts';

/** What a rolled back transaction did. */
export interface Tried {
  /** Names of the events that it had written. */
  readonly left: readonly string[];
  /** What the operation declared to leave. */
  readonly leaves: readonly string[] | 'nothing' | undefined;
}

/**
 * A database whose transactions may be tried: the operation runs and answers, and nothing of it stays, so that one world
 * serves all requests. `plugin` changes its statements.
 */
export class TrialDatabase {
  trying = false;
  plugin: KyselyPlugin | null = null;
  tried: Tried = { left: [], leaves: undefined };

  over = <D extends Database>(db: D): D => ({
    ...db,
    transaction: async <T>(tenantId: string, fn: (tx: Tx) => Promise<T>): Promise<T> => {
      if (!this.trying) return db.transaction(tenantId, fn);
      try {
        return await db.transaction(tenantId, async (plain) => {
          const since = newId();
          const tx = this.plugin ? await changed(plain, this.plugin) : plain;
          const value = await fn(tx);
          this.tried = await triedIn(plain, tx, since);
          throw new TriedOut(value);
        });
      } catch (error) {
        if (error instanceof TriedOut) return error.value as T;
        throw error;
      }
    },
  });
}

/** The same transaction, whose statements go through the plugin first. Nobody is told of what is rolled back. */
async function changed(plain: Tx, plugin: KyselyPlugin): Promise<Tx> {
  const tx = plain.withPlugin(plugin);
  await attach(tx);
  carrySignals(tx, { send: async () => {}, listen: () => () => {}, close: async () => {} });
  return tx;
}

class TriedOut extends Error {
  readonly value: unknown;

  constructor(value: unknown) {
    super('tried, and rolled back');
    this.value = value;
  }
}

async function triedIn(plain: Tx, tx: Tx, since: string): Promise<Tried> {
  const { rows } = await sql<{ operation: string }>`select operation from event where id > ${since}`.execute(plain);
  const leaves = operationOf(tx)?.leaves;
  return {
    left: rows.map((row) => row.operation),
    leaves: Array.isArray(leaves) ? leaves.map((type) => type.name) : (leaves as 'nothing' | undefined),
  };
}
