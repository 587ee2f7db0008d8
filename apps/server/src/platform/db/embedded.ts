import { Worker } from 'node:worker_threads';
import type { Ask, EmbeddedState } from './embedded-worker.ts';

type Question = Ask extends infer One ? (One extends { id: number } ? Omit<One, 'id'> : never) : never;

/** PGlite in its worker thread, asked by messages. One connection: see WireStream for how a driver talks to it. */
export class EmbeddedPostgres {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  #asked = 0;
  #gone: Error | null = null;

  private constructor(onGone: (error: Error) => void, onInitialise: () => void) {
    this.#worker = new Worker(new URL('./embedded-worker.ts', import.meta.url));
    this.#worker.on('message', (message: { id?: number; value?: never; error?: string; initialising?: true }) => {
      if (message.initialising) return onInitialise();
      const waiting = this.#waiting.get(message.id!);
      this.#waiting.delete(message.id!);
      if (message.error === undefined) waiting?.resolve(message.value!);
      else waiting?.reject(new Error(message.error));
    });
    const gone = (error: Error) => {
      if (this.#gone) return;
      this.#gone = error;
      for (const waiting of this.#waiting.values()) waiting.reject(error);
      this.#waiting.clear();
      onGone(error);
    };
    this.#worker.on('error', (error) => gone(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', (code) => gone(new Error(`the embedded database's thread ended (${code})`)));
  }

  /** Opens the database in a folder, making it on first run, or one in memory (from a dumped template). */
  static async open(options: {
    folder: string | null;
    template?: Uint8Array;
    onGone: (error: Error) => void;
    onInitialise?: () => void;
  }): Promise<EmbeddedPostgres> {
    const embedded = new EmbeddedPostgres(options.onGone, options.onInitialise ?? (() => {}));
    try {
      await embedded.#ask({
        kind: 'open',
        folder: options.folder,
        template: options.template ?? null,
      });
    } catch (error) {
      await embedded.#worker.terminate();
      throw error;
    }
    return embedded;
  }

  #ask<Value>(question: Question): Promise<Value> {
    if (this.#gone) return Promise.reject(this.#gone);
    const id = ++this.#asked;
    return new Promise<Value>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: never) => void, reject });
      this.#worker.postMessage({ ...question, id });
    });
  }

  /** Bytes of the PostgreSQL protocol in, bytes out: a whole round, up to ReadyForQuery. */
  wire(bytes: Uint8Array): Promise<Uint8Array> {
    return this.#ask({ kind: 'wire', bytes });
  }

  /** Undoes whatever a vanished client left open. */
  reset(): Promise<void> {
    return this.#ask({ kind: 'reset' });
  }

  state(): Promise<EmbeddedState> {
    return this.#ask({ kind: 'state' });
  }

  /** The whole database as a tar archive, to be opened again as a template. */
  dump(): Promise<Uint8Array> {
    return this.#ask({ kind: 'dump' });
  }

  async close(): Promise<void> {
    if (this.#gone) return;
    await this.#ask({ kind: 'close' });
    this.#gone = new Error('the embedded database is closed');
    await this.#worker.terminate();
  }
}
