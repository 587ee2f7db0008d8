import { sql } from 'kysely';
import pg from 'pg';
import { afterCommit } from './after-commit.ts';
import type { Database, Tx } from './database.ts';

const CHANNEL = 'luoshi';
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** Hears what was signalled; null says that something may have been missed: look for yourself. It must not throw. */
export type Hear = (text: string | null) => void;

/**
 * Word from one server to every server on the same database, itself included, once the transaction has committed. A hint
 * and no more: it may be lost while a connection breaks, so whoever listens looks into the database now and then as well.
 */
export interface Signals {
  send(tx: Tx, topic: string, text: string): Promise<void>;
  /** Answers how to stop. */
  listen(topic: string, hear: Hear): () => void;
  close(): Promise<void>;
}

const signalsOf = new WeakMap<Tx, Signals>();

/** For the database alone: what a transaction's signals go through. */
export const carrySignals = (tx: Tx, signals: Signals): void => {
  signalsOf.set(tx, signals);
};

/** Tells every server on this database once the transaction has committed, and nobody where it rolls back. */
export async function signal(tx: Tx, topic: string, text: string): Promise<void> {
  await signalsOf.get(tx)!.send(tx, topic, text);
}

export const signalsFor = (kind: Database['kind'], pool: pg.Pool): Signals =>
  kind === 'embedded' ? new LocalSignals() : new PostgresSignals(pool);

class Listeners {
  readonly #byTopic = new Map<string, Set<Hear>>();

  add(topic: string, hear: Hear): () => void {
    const hearers = this.#byTopic.get(topic) ?? new Set();
    this.#byTopic.set(topic, hearers.add(hear));
    return () => hearers.delete(hear);
  }

  tell(topic: string, text: string): void {
    for (const hear of this.#byTopic.get(topic) ?? []) hear(text);
  }

  tellAll(): void {
    for (const hearers of this.#byTopic.values()) for (const hear of hearers) hear(null);
  }
}

/** The embedded database has one server: this one. */
class LocalSignals implements Signals {
  readonly #listeners = new Listeners();

  async send(tx: Tx, topic: string, text: string): Promise<void> {
    afterCommit(tx, () => this.#listeners.tell(topic, text));
  }

  listen(topic: string, hear: Hear): () => void {
    return this.#listeners.add(topic, hear);
  }

  async close(): Promise<void> {}
}

/** NOTIFY in the transaction; LISTEN on a connection of its own, made with the first listener and made again when it breaks. */
class PostgresSignals implements Signals {
  readonly #listeners = new Listeners();
  readonly #options: pg.ClientConfig;
  #client: pg.Client | null = null;
  #again: NodeJS.Timeout | null = null;
  #pause = FIRST_PAUSE_MS;
  #begun = false;
  #closed = false;

  constructor(pool: pg.Pool) {
    this.#options = pool.options;
  }

  async send(tx: Tx, topic: string, text: string): Promise<void> {
    await sql`select pg_notify(${CHANNEL}, ${`${topic} ${text}`})`.execute(tx);
  }

  listen(topic: string, hear: Hear): () => void {
    if (!this.#begun) this.#connect();
    this.#begun = true;
    return this.#listeners.add(topic, hear);
  }

  #connect(): void {
    const client = new pg.Client({ ...this.#options, keepAlive: true });
    this.#client = client;
    client.on('notification', ({ payload = '' }) => {
      const space = payload.indexOf(' ');
      this.#listeners.tell(payload.slice(0, space), payload.slice(space + 1));
    });
    const lost = () => {
      if (this.#closed || this.#client !== client) return;
      this.#client = null;
      client.end().catch(() => {});
      this.#again = setTimeout(() => this.#connect(), this.#pause);
      this.#again.unref();
      this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS);
    };
    client.on('error', lost);
    client.on('end', lost);
    client
      .connect()
      .then(() => client.query(`listen ${CHANNEL}`))
      .then(() => {
        this.#pause = FIRST_PAUSE_MS;
        this.#listeners.tellAll();
      }, lost);
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#again) clearTimeout(this.#again);
    await this.#client?.end().catch(() => {});
  }
}
