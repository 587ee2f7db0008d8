import type { Transaction } from 'kysely';
import type { Schema } from './schema.ts';
import type { Hear } from './signals.ts';

/**
 * An open transaction: the only handle to the database there is. What it reads: int8 as number, numeric as string,
 * date as 'YYYY-MM-DD', timestamptz as Date, json parsed — the same on both databases.
 */
export type Tx = Transaction<Schema>;

/** What is read from one and the same moment, while others go on writing. */
export interface Snapshot {
  /** One transaction across cities that sees that moment. */
  read<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface Transactions {
  readonly kind: 'embedded' | 'postgres';
  /**
   * One transaction of one city: row level security shows its rows only. Rolls back when `fn` throws.
   * On the embedded database there is one connection, so never wait inside for anything but the database:
   * no upload, no parsing, no second transaction (that would wait for ever).
   */
  transaction<T>(tenantId: string, fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** A transaction across cities: migrations, first run, claiming jobs. Never from an operation. */
  system<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** Hears what any server on this database signals about a topic (`signal`). Answers how to stop. */
  listen(topic: string, hear: Hear): () => void;
  close(): Promise<void>;
}

export interface Database extends Transactions {
  /**
   * All cities as they are at one moment, however long the reading takes: it holds nobody up. On the embedded database the
   * reader is a second engine on a copy of the database's folder, which lies in `scratch` until it is closed.
   */
  snapshot(scratch: string): Promise<Snapshot>;
  /** How many connections there are, how many have no work, and how many transactions wait for one. */
  connections(): { total: number; idle: number; waiting: number };
}
