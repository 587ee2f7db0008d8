import type { Readable } from 'node:stream';

/** A file as an answer. `body` is complete or comes from the file store: never from the transaction, which ends before it is sent. */
export interface FileAnswer {
  readonly fileName: string;
  readonly mediaType: string;
  readonly body: Uint8Array | Readable;
  readonly bytes?: number;
  /** Shown in the page rather than saved. */
  readonly inline?: boolean;
}

/** A stream of server-sent events as an answer: begun after the transaction has committed, ended when the caller goes. */
export interface StreamAnswer {
  /** Sends until `signal` is aborted; opens its own short transactions. `send` waits where the caller reads slowly. */
  stream(
    send: (message: { event: string; id?: string; data: unknown }) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;
}

/** An uploaded file, received to the end before the transaction begins. It is deleted after the operation unless `files.keep` took it. */
export interface Upload {
  readonly path: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
}
