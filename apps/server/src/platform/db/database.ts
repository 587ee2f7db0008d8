import type { Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/**
 * An open transaction: the only handle to the database there is. What it reads: int8 as number, numeric as string,
 * date as 'YYYY-MM-DD', timestamptz as Date, json parsed — the same on both databases.
 */
export type Tx = Transaction<Schema>;

export interface Database {
  readonly kind: 'embedded' | 'postgres';
  /**
   * One transaction of one city: row level security shows its rows only. Rolls back when `fn` throws.
   * On the embedded database there is one connection, so never wait inside for anything but the database:
   * no upload, no parsing, no second transaction (that would wait for ever).
   */
  transaction<T>(tenantId: string, fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** A transaction across cities: migrations, first run, claiming jobs. Never from an operation. */
  system<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
