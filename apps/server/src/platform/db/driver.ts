import {
  AbortedTransactionError,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import { StatementNames } from './statement-names.ts';

/** PostgreSQL's "cached plan must not change result type" comes under this code. */
const FEATURE_NOT_SUPPORTED = '0A000';
const CHANGES = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/** One of the pool's connections. The driver's own errors say which statement failed by their code and position. */
class Connection implements DatabaseConnection {
  readonly client: pg.PoolClient;
  readonly #names: StatementNames;
  broken = false;

  constructor(client: pg.PoolClient, names: StatementNames) {
    this.client = client;
    this.#names = names;
  }

  async executeQuery<R>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const name = this.#names.nameOf(text, parameters.length);
    const values = parameters as unknown[];
    try {
      const result = await this.client.query(name === undefined ? { text, values } : { name, text, values });
      // Several statements in one text: what the last one says.
      const { command, rowCount, rows } = Array.isArray(result) ? (result.at(-1) as pg.QueryResult) : result;
      return CHANGES.has(command) ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows };
    } catch (error) {
      if (name !== undefined && (error as { code?: string }).code === FEATURE_NOT_SUPPORTED) this.#names.forget();
      throw error;
    }
  }

  // biome-ignore lint/correctness/useYield: nothing here reads by streams; the interface asks for it
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('no streams: read by pages');
  }
}

/**
 * Kysely over a pool of the pg driver, with two savings against its own dialect: statements that come often are prepared,
 * and a transaction begins with its first statement (see pooled.ts) rather than with a round trip of its own.
 */
class PoolDriver implements Driver {
  readonly #pool: pg.Pool;
  readonly #names = new StatementNames();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return new Connection(await this.#pool.connect(), this.#names);
  }

  async beginTransaction(): Promise<void> {}

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const { command } = await (connection as Connection).client.query('commit');
    // After an error that somebody swallowed PostgreSQL answers COMMIT with ROLLBACK.
    if (command === 'ROLLBACK') throw new AbortedTransactionError();
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    const { client } = connection as Connection;
    try {
      await client.query('rollback');
    } catch {
      // The error that led here says more; a connection that cannot even roll back is not given out again.
      (connection as Connection).broken = true;
    }
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const { client, broken } = connection as Connection;
    client.release(broken);
  }

  async destroy(): Promise<void> {
    await this.#pool.end();
  }
}

export const poolDialect = (pool: pg.Pool): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new PoolDriver(pool),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
});
