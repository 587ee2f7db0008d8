import { type Host, hostInProcess, hostInThread } from './embedded-host.ts';
import type { Ask, EmbeddedState } from './embedded-worker.ts';
import type { EngineName } from './engines.ts';

type Question = Ask extends infer One ? (One extends { id: number } ? Omit<One, 'id'> : never) : never;

/** PGlite in its own thread or process, asked by messages. One connection: see WireStream for how a driver talks to it. */
export class EmbeddedPostgres {
  readonly #host: Host;
  readonly #waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  #asked = 0;
  #gone: Error | null = null;

  private constructor(host: Host, onGone: (error: Error) => void, onInitialise: () => void) {
    this.#host = host;
    const hear = (message: { id?: number; value?: never; error?: string; initialising?: true }) => {
      if (message.initialising) return onInitialise();
      const waiting = this.#waiting.get(message.id!);
      this.#waiting.delete(message.id!);
      if (message.error === undefined) waiting?.resolve(message.value!);
      else waiting?.reject(new Error(message.error));
    };
    host.hear(hear, (error) => {
      if (this.#gone) return;
      this.#gone = error;
      for (const waiting of this.#waiting.values()) waiting.reject(error);
      this.#waiting.clear();
      onGone(error);
    });
  }

  /** Opens the database in a folder, making it on first run, or one in memory (from a dumped template). */
  static async open(options: {
    folder: string | null;
    template?: Uint8Array;
    /** Not the one that serves: in a process of its own. */
    beside?: boolean;
    onGone: (error: Error) => void;
    onInitialise?: () => void;
  }): Promise<EmbeddedPostgres> {
    const host = options.beside ? hostInProcess() : hostInThread();
    const embedded = new EmbeddedPostgres(host, options.onGone, options.onInitialise ?? (() => {}));
    await embedded.#opened({ kind: 'open', folder: options.folder, template: options.template ?? null });
    return embedded;
  }

  /** Opens a copy of a database's folder with the engine that wrote it, to read it: nothing of it is synced. */
  static async openCopy(folder: string, engine: EngineName): Promise<EmbeddedPostgres> {
    const embedded = new EmbeddedPostgres(
      hostInProcess(),
      () => {},
      () => {},
    );
    await embedded.#opened({ kind: 'open-copy', folder, engine });
    return embedded;
  }

  async #opened(question: Question): Promise<void> {
    try {
      await this.#ask(question);
    } catch (error) {
      await this.#host.end();
      throw error;
    }
  }

  #ask<Value>(question: Question): Promise<Value> {
    if (this.#gone) return Promise.reject(this.#gone);
    const id = ++this.#asked;
    return new Promise<Value>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: never) => void, reject });
      this.#host.post({ ...question, id });
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
    await this.#host.end();
  }
}
