import type { z } from 'zod';
import type { Actor } from './actor.ts';
import type { Tx } from './db/database.ts';
import type { Upload } from './http/answers.ts';
import { parseInput } from './http/input.ts';
import type { Operation, ReplyControl } from './operation.ts';
import { EVERYTHING } from './permission.ts';
import type { Platform } from './platform.ts';

const nobody: ReplyControl = { setCookie() {}, clearCookie() {}, sessionToken: null };

/** Runs an operation without HTTP, in the caller's transaction: at first run, in jobs. Permission is the caller's business. */
export function perform<In extends z.ZodType, Out>(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  operation: Operation<In, Out>,
  input: z.input<In>,
  upload: Upload | null = null,
): Promise<Out> {
  const { clock, files, operations } = platform;
  const call = { tx, actor, clock, files, operations, origin: '', scope: EVERYTHING, upload, reply: nobody };
  return operation.run({ ...call, input: parseInput(operation.input, input) } as unknown as Parameters<
    typeof operation.run
  >[0]);
}
