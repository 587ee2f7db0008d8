import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import { newPostgresDatabase, testDatabase } from './database.ts';

export interface Spawned {
  readonly child: ChildProcess;
  /** All that it said so far. */
  said(): string;
  /** Waits until it has said this. */
  says(text: string): Promise<void>;
  /** Once it is ready: where it listens. */
  address(): Promise<string>;
  readonly exit: Promise<number | null>;
}

/** The server as its own process on a data folder and a free port. */
export function spawnServer(data: string, databaseUrl: string | null, ...flags: string[]): Spawned {
  const env: NodeJS.ProcessEnv = { ...process.env, DATABASE_URL: databaseUrl ?? '', PORT: '0' };
  const serve = join(import.meta.dirname, '../serve.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', serve, '--data', data, ...flags], {
    env,
  });
  let output = '';
  const hear = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve));
  const says = (text: string) => expect.poll(() => output, { timeout: 100_000, interval: 5 }).toContain(text);
  return {
    child,
    exit,
    says,
    said: () => output,
    async address() {
      await says('地址');
      return /http:\/\/\S+/.exec(output)![0].replace('localhost', '127.0.0.1');
    },
  };
}

/** An empty database of the kind that this run is for, for a server process: null for the embedded one. */
export async function emptyDatabase(): Promise<{ url: string | null; drop(): Promise<void> }> {
  return testDatabase() === 'postgres' ? newPostgresDatabase() : { url: null, drop: async () => {} };
}
