import { parseArgs } from 'node:util';
import { type Options, readOptions } from '../../options.ts';
import { Refusal } from '../refusal.ts';

/** A command's arguments: at most one folder or name, --data, and flags of its own. Throws Refusal with `usage`. */
export function readArguments<Flag extends string>(
  args: string[],
  usage: string,
  flags: readonly Flag[],
): { place: string | undefined; given: Record<Flag, boolean>; options: Options } {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: {
        data: { type: 'string' },
        ...Object.fromEntries(flags.map((flag) => [flag, { type: 'boolean' as const }])),
      },
      allowPositionals: true,
      strict: true,
    });
    if (positionals.length > 1) throw new Error();
    const { data } = values as { data?: string };
    return {
      place: positionals[0],
      given: Object.fromEntries(flags.map((flag) => [flag, flag in values])) as Record<Flag, boolean>,
      options: readOptions(data === undefined ? {} : { data }, process.env),
    };
  } catch {
    throw new Refusal(`参数不对。用法：${usage}`);
  }
}

/** How far it is: beside what comes out. */
export const say = (message: string): void => console.error(message);
