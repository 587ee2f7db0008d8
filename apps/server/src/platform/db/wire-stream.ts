import { Duplex } from 'node:stream';
import type { EmbeddedPostgres } from './embedded.ts';

const CODE = { query: 0x51, sync: 0x53, terminate: 0x58 };

/**
 * What the pg driver believes to be its socket: the protocol's bytes go to the worker thread instead of to a port. So the
 * same driver serves both databases, and parameters, types and errors are the same by construction.
 */
export class WireStream extends Duplex {
  readonly #database: EmbeddedPostgres;
  #pending: Buffer = Buffer.alloc(0);
  /** Until where the pending bytes are whole messages. */
  #whole = 0;
  #started = false;

  constructor(database: EmbeddedPostgres) {
    super();
    this.#database = database;
  }

  // What the driver calls on a socket.
  connect(): this {
    process.nextTick(() => this.emit('connect'));
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#take(chunk).then(() => done(), done);
  }

  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.#take(Buffer.concat(chunks.map(({ chunk }) => chunk))).then(() => done(), done);
  }

  /** Collects whole messages and sends them on once an answer is due: after start-up, a simple query, or a sync. */
  async #take(chunk: Buffer): Promise<void> {
    this.#pending = this.#pending.length ? Buffer.concat([this.#pending, chunk]) : chunk;
    let due = false;
    for (;;) {
      const header = this.#started ? 1 : 0;
      if (this.#pending.length < this.#whole + header + 4) break;
      const end = this.#whole + header + this.#pending.readInt32BE(this.#whole + header);
      if (this.#pending.length < end) break;
      const code = this.#started ? this.#pending[this.#whole] : CODE.sync;
      this.#started = true;
      this.#whole = end;
      if (code === CODE.terminate) {
        this.push(null);
        return;
      }
      if (code === CODE.query || code === CODE.sync) due = true;
    }
    if (!due) return;
    const bytes = this.#pending.subarray(0, this.#whole);
    this.#pending = this.#pending.subarray(this.#whole);
    this.#whole = 0;
    const reply = await this.#database.wire(new Uint8Array(bytes));
    if (reply.length) this.push(Buffer.from(reply));
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#database.reset().then(
      () => done(error),
      () => done(error),
    );
  }
}
