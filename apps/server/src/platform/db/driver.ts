import {
  AbortedTransactionError,
  type Compilable,
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import type { Tx } from './database.ts';
import { StatementNames } from './statement-names.ts';

/** PostgreSQL's "cached plan must not change result type" comes under this code. */
const FEATURE_NOT_SUPPORTED = '0A000';
const CHANGES = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);
const COMMIT = CompiledQuery.raw('commit');

/** A statement that goes out together with the next one, and who waits for its rows. */
interface Held {
  readonly query: CompiledQuery;
  resolve(rows: never[]): void;
  reject(error: unknown): void;
}
const connections = new WeakMap<Tx, Connection>();

/** For the database alone: from now on the transaction's statements can travel together. */
export const attach = (tx: Tx): Promise<void> =>
  tx.getExecutor().provideConnection(async (connection) => {
    connections.set(tx, connection as Connection);
  });

/**
 * Sends a statement together with the next one of the transaction, or its commit, in one round trip. Their order stays; an
 * error comes out at that next one as well, so nothing commits without it. Awaiting the rows at once would wait for ever:
 * send the next statement first, or leave them.
 */
export function withNext<Row>(tx: Tx, query: Compilable<Row> | CompiledQuery<Row>): Promise<Row[]> {
  const { promise, resolve, reject } = Promise.withResolvers<Row[]>();
  // Who does not wait hears of an error from the next statement.
  promise.catch(() => {});
  connections.get(tx)!.hold({ query: 'sql' in query ? query : query.compile(), resolve, reject });
  return promise;
}

/** One of the pool's connections, for one transaction. */
class Connection implements DatabaseConnection {
  readonly client: pg.PoolClient;
  readonly #names: StatementNames;
  #waiting: Held[] = [];
  /** Something has gone out. */
  begun = false;
  broken = false;

  constructor(client: pg.PoolClient, names: StatementNames) {
    this.client = client;
    this.#names = names;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { command, rowCount, rows } = await this.send(query);
    return CHANGES.has(command) ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows };
  }

  /** Nothing was asked of it: only what begins a transaction waits. */
  get untouched(): boolean {
    return !this.begun && this.#waiting.length <= 1;
  }

  hold(statement: Held): void {
    this.#waiting.push(statement);
  }

  /** Sends what waits and then this, in one go. */
  async send(query: CompiledQuery): Promise<pg.QueryResult> {
    this.begun = true;
    if (this.#waiting.length === 0) return this.#query(query);
    const before = this.#waiting;
    this.#waiting = [];
    // The driver's own socket: without the cork each message would be a write, and wake PostgreSQL, of its own.
    const { stream } = (this.client as unknown as { connection: { stream: NodeJS.WritableStream & Corked } })
      .connection;
    stream.cork();
    const answers = [...before.map((one) => one.query), query].map((one) => this.#query(one));
    stream.uncork();
    const settled = await Promise.allSettled(answers);
    for (const [i, one] of before.entries()) {
      const answer = settled[i]!;
      if (answer.status === 'fulfilled') one.resolve(answer.value.rows as never[]);
      else one.reject(answer.reason);
    }
    // The first that failed is why the others did.
    const failed = settled.find((answer) => answer.status === 'rejected');
    if (failed) throw failed.reason;
    return (settled.at(-1) as PromiseFulfilledResult<pg.QueryResult>).value;
  }

  async #query({ sql: text, parameters }: CompiledQuery): Promise<pg.QueryResult> {
    const name = this.#names.nameOf(text, parameters.length);
    const values = parameters as unknown[];
    try {
      const result = await this.client.query(name === undefined ? { text, values } : { name, text, values });
      // Several statements in one text: what the last one says.
      return Array.isArray(result) ? (result.at(-1) as pg.QueryResult) : result;
    } catch (error) {
      if (name !== undefined && (error as { code?: string }).code === FEATURE_NOT_SUPPORTED) this.#names.forget();
      throw error;
    }
  }

  /** What was never sent never happens. */
  drop(): void {
    for (const one of this.#waiting) one.reject(new Error('the transaction ended before this was sent'));
    this.#waiting = [];
  }

  // biome-ignore lint/correctness/useYield: nothing here reads by streams; the interface asks for it
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('no streams: read by pages');
  }
}

interface Corked {
  cork(): void;
  uncork(): void;
}

/**
 * Kysely over a pool of the pg driver, leaner than its own dialect: statements that come often are prepared, those marked
 * by `withNext` travel together, and so a transaction begins and commits without round trips of their own.
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

  /** The transaction's opener sends what begins it (see pooled.ts). */
  async beginTransaction(): Promise<void> {}

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const one = connection as Connection;
    if (one.untouched) return one.drop();
    const { command } = await one.send(COMMIT);
    // After an error that somebody swallowed PostgreSQL answers COMMIT with ROLLBACK.
    if (command === 'ROLLBACK') throw new AbortedTransactionError();
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    const one = connection as Connection;
    one.drop();
    if (!one.begun) return;
    try {
      await one.client.query('rollback');
    } catch {
      // The error that led here says more; a connection that cannot even roll back is not given out again.
      one.broken = true;
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
