import type { z } from 'zod';
import type { Actor, Restriction } from './actor.ts';
import type { Clock } from './clock.ts';
import type { Tx } from './db/database.ts';
import type { Files } from './files/files.ts';
import type { FileAnswer, StreamAnswer, Upload } from './http/answers.ts';
import type { Keys } from './keys.ts';
import type { Belonging, May, Scope } from './permission.ts';
import type { Setting } from './settings.ts';

/** What an operation receives. All of it happens in one transaction that commits when `run` returns and rolls back when it throws. */
export interface Call<Input> {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
  readonly input: Input;
  readonly files: Files;
  readonly keys: Keys;
  /** Where the caller reaches this server, http://host:port: what a file's links begin with. */
  readonly origin: string;
  /** Every mounted operation and who may call it. */
  readonly operations: ReadonlyMap<string, May>;
  /** Every setting that the rooms handed over, by name. */
  readonly settings: ReadonlyMap<string, Setting>;
  /** What the actor reaches with this operation: lists are filtered by it (`within`), single things judged (`reaches`). */
  readonly scope: Scope;
}

/** What the work before the transaction receives: nothing is open while it runs, so it may take its time. */
export interface Preparation<Input> {
  readonly actor: Actor;
  readonly clock: Clock;
  readonly input: Input;
  readonly files: Files;
  readonly keys: Keys;
  readonly origin: string;
  readonly scope: Scope;
  readonly upload: Upload | null;
  /** A short transaction of the city that commits even where the operation then refuses. Never one inside another. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

export interface Operation<In extends z.ZodType = z.ZodType, Out = unknown, Prepared = unknown> {
  /** "reports.import": room, dot, verb. In events, in `Me.may`, in the OpenAPI document. */
  readonly name: string;
  readonly may: May;
  /** What `Me.may` calls it, where several operations are one permission to the page ("breakdowns.edit"); the name unless told. */
  readonly permission?: string;
  readonly input: In;
  /**
   * What the operation is about, looked up by its input: where that belongs, or null when there is no such thing. Outside
   * the scope it answers NOT_FOUND as well: who may not see a thing is not told that it exists. `missing` is what to say.
   */
  readonly target?: {
    readonly missing: string;
    /** `run` itself says NOT_FOUND where there is no such thing: then who reaches everything needs no lookup. */
    readonly checksItself?: boolean;
    find(tx: Tx, tenantId: string, input: z.output<In>): Promise<Belonging | null>;
  };
  /** The events that a write leaves in the record; 'nothing' where it changes nothing worth keeping. Reads leave it out. */
  readonly leaves?: readonly { readonly name: string }[] | 'nothing';
  /** Passwords or keys go in or out: what is kept of a request, to answer it again the same way, is sealed. */
  readonly secret?: true;
  /** What a session that lacks this may call all the same: setting the password, giving the second factor. */
  readonly despite?: readonly Restriction[];
  /** Schema of the answer; 'file' for a file, 'stream' for server-sent events, 'nothing' for 204. */
  readonly output: z.ZodType | 'file' | 'stream' | 'nothing';
  /** Status of a good answer; 200 (204 for 'nothing') unless told. */
  readonly status?: 200 | 201 | 202;
  /** The operation takes a multipart form: one file in this field beside the input's fields. */
  readonly upload?: { readonly field: string; readonly maxBytes: number };
  /**
   * Work before the transaction that may take long (hashing a password, reading an upload, asking another server) or that
   * must stay although the operation refuses (counting a failed try). It runs once the caller is permitted, and not for a
   * request that was answered before; two of the same key at once may both come here. `run` gets what it returns.
   */
  prepare?(call: Preparation<z.output<In>>): Promise<Prepared>;
  // Methods rather than properties: so an operation of any input fits where all are mounted. They are only called with what
  // their own schema let through.
  run(
    call: Call<z.output<In>> & {
      readonly prepared: Prepared;
      readonly upload: Upload | null;
      readonly reply: ReplyControl;
    },
  ): Promise<Out>;
}

/** The little that an operation may do to its HTTP answer beside its value. */
export interface ReplyControl {
  setCookie(name: string, value: string, options: { expires: Date }): void;
  clearCookie(name: string): void;
  /** The caller's session token, for signing out. */
  readonly sessionToken: string | null;
  /** What the caller's program calls itself (User-Agent); null where it does not. */
  readonly userAgent: string | null;
}

/** One user-visible action: who may, what goes in, what comes out, and the work in between. */
export function operation<In extends z.ZodType, Out extends z.ZodType, Prepared = undefined>(
  definition: Omit<Operation<In, z.input<Out>, Prepared>, 'output'> & { readonly output: Out },
): Operation<In, z.input<Out>, Prepared>;
export function operation<In extends z.ZodType, Prepared = undefined>(
  definition: Omit<Operation<In, FileAnswer, Prepared>, 'output'> & { readonly output: 'file' },
): Operation<In, FileAnswer, Prepared>;
export function operation<In extends z.ZodType, Prepared = undefined>(
  definition: Omit<Operation<In, StreamAnswer, Prepared>, 'output'> & { readonly output: 'stream' },
): Operation<In, StreamAnswer, Prepared>;
export function operation<In extends z.ZodType, Prepared = undefined>(
  definition: Omit<Operation<In, void, Prepared>, 'output'> & { readonly output: 'nothing' },
): Operation<In, void, Prepared>;
export function operation(definition: Operation): Operation {
  return definition;
}
