import type { z } from 'zod';
import type { Role } from '../modules/people/contract.ts';
import type { Actor } from './actor.ts';
import type { Clock } from './clock.ts';
import type { Tx } from './db/database.ts';
import type { Files } from './files/files.ts';
import type { FileAnswer, Upload } from './http/answers.ts';

/** Who may call: posts with one of these roles; anyone with a session; or anyone at all (then the actor has no person). */
export type May = readonly Role[] | 'signed-in' | 'anyone';

/** What an operation receives. All of it happens in one transaction that commits when `run` returns and rolls back when it throws. */
export interface Call<Input> {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
  readonly input: Input;
  readonly files: Files;
  /** Where the caller reaches this server, http://host:port: what a file's links begin with. */
  readonly origin: string;
  /** Every mounted operation and who may call it. */
  readonly operations: ReadonlyMap<string, May>;
}

export interface Operation<In extends z.ZodType = z.ZodType, Out = unknown> {
  /** "reports.import": room, dot, verb. In events, in `Me.may`, in the OpenAPI document. */
  readonly name: string;
  readonly may: May;
  /** What `Me.may` calls it, where several operations are one permission to the page ("breakdowns.edit"); the name unless told. */
  readonly permission?: string;
  readonly input: In;
  /** Schema of the answer; 'file' for a file, 'nothing' for 204. */
  readonly output: z.ZodType | 'file' | 'nothing';
  /** Status of a good answer; 200 (204 for 'nothing') unless told. */
  readonly status?: 200 | 201 | 202;
  /** The operation takes a multipart form: one file in this field beside the input's fields. */
  readonly upload?: { readonly field: string; readonly maxBytes: number };
  readonly run: (
    call: Call<z.output<In>> & { readonly upload: Upload | null; readonly reply: ReplyControl },
  ) => Promise<Out>;
}

/** The little that an operation may do to its HTTP answer beside its value. */
export interface ReplyControl {
  setCookie(name: string, value: string, options: { expires: Date }): void;
  clearCookie(name: string): void;
  /** The caller's session token, for signing out. */
  readonly sessionToken: string | null;
}

/** One user-visible action: who may, what goes in, what comes out, and the work in between. */
export function operation<In extends z.ZodType, Out extends z.ZodType>(
  definition: Omit<Operation<In, z.input<Out>>, 'output'> & { readonly output: Out },
): Operation<In, z.input<Out>>;
export function operation<In extends z.ZodType>(
  definition: Omit<Operation<In, FileAnswer>, 'output'> & { readonly output: 'file' },
): Operation<In, FileAnswer>;
export function operation<In extends z.ZodType>(
  definition: Omit<Operation<In, void>, 'output'> & { readonly output: 'nothing' },
): Operation<In, void>;
export function operation(definition: Operation): Operation {
  return definition;
}
