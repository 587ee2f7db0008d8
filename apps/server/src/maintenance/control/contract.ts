import { z } from 'zod';

/** In the data folder while a server runs: how programs of this machine, started by the same user, talk to it. */
export const CONTROL_FILE = 'control.json';

export const ControlAddress = z.object({ port: z.int(), token: z.string(), pid: z.int() });

/** What the server says to an order, a line each: how far it is, and in the end what came out or why not. */
export const ControlLine = z.union([
  z.object({ say: z.string() }),
  z.object({ done: z.unknown() }),
  z.object({ refused: z.string() }),
  z.object({ failed: z.string() }),
]);
export type ControlLine = z.infer<typeof ControlLine>;

/** Carries out an order of a program on this machine, saying how far it is. Throws Refusal. */
export type ControlHandler = (input: unknown, say: (message: string) => void) => Promise<unknown>;
