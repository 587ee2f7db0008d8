import type { z } from 'zod';
import type { Actor } from './actor.ts';
import type { Tx } from './db/database.ts';
import type { Upload } from './http/answers.ts';
import { parseInput } from './http/input.ts';
import { performing } from './of-transaction.ts';
import type { Operation, ReplyControl } from './operation.ts';
import { EVERYTHING } from './permission.ts';
import type { Platform } from './platform.ts';

const nobody: ReplyControl = { setCookie() {}, clearCookie() {}, sessionToken: null, userAgent: null };

/**
 * Runs an operation without HTTP, in the caller's transaction: at first run, in jobs. Permission is the caller's business.
 * One that prepares cannot be run so: the transaction is open already.
 */
export function perform<In extends z.ZodType, Out>(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  operation: Operation<In, Out, undefined>,
  input: z.input<In>,
  upload: Upload | null = null,
): Promise<Out> {
  performing(tx, operation);
  const { clock, files, keys, operations, settings } = platform;
  const around = { clock, files, keys, operations, settings, origin: '', scope: EVERYTHING };
  const call = { ...around, tx, actor, upload, prepared: undefined, reply: nobody };
  return operation.run({ ...call, input: parseInput(operation.input, input) } as unknown as Parameters<
    typeof operation.run
  >[0]);
}
