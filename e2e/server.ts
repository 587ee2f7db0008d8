import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const launcher = join(import.meta.dirname, '..', 'apps', 'cli', 'bin', 'luoshi.mjs');
/** Of every account of the demonstration city. */
export const PASSWORD = 'Luoshi-2026';

export interface Server {
  url: string;
  /** Everything it has printed. */
  output(): string;
  /** True when it answers and says that it is ready. */
  healthy(): Promise<boolean>;
  stop(): Promise<void>;
}

/** Luoshi as `npm start` starts it: its own process, the demonstration city on an empty data folder, a free port. */
export async function startServer(): Promise<Server> {
  const data = mkdtempSync(join(tmpdir(), 'luoshi-e2e-'));
  // Nothing of the caller's: an outside database, another city, or the test runner's own mode, in which the page would
  // be built for testing and not as users get it.
  const { DATABASE_URL: _d, PORT: _p, LUOSHI_DATA: _l, LUOSHI_CITY: _c, HOST: _h, ...rest } = process.env;
  const env = Object.fromEntries(
    Object.entries(rest).filter(
      ([name]) => !/^(?:NODE_ENV|MODE|DEV|PROD|SSR|TEST|VITEST.*|VITE_.*|BASE_URL)$/.test(name),
    ),
  );
  const child = spawn(process.execPath, [launcher, 'start', '--port', '0', '--data', data], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  const stop = async () => {
    await end(child);
    rmSync(data, { recursive: true, force: true });
  };
  try {
    const url = await ready(child, () => printed);
    return { url, output: () => printed, healthy: () => healthy(url), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function ready(child: ChildProcess, printed: () => string): Promise<string> {
  const until = Date.now() + 120_000;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the server ended at its start:\n${printed()}`);
    const port = /http:\/\/localhost:(\d+)/.exec(printed())?.[1];
    // By name the tests would be at the mercy of how the machine resolves localhost.
    if (port && (await healthy(`http://127.0.0.1:${port}`))) return `http://127.0.0.1:${port}`;
    await pause(100);
  }
  throw new Error(`the server did not become ready:\n${printed()}`);
}

async function healthy(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(10_000) });
    return answer.ok && ((await answer.json()) as { status: string }).status === 'ready';
  } catch {
    return false;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await ended;
  clearTimeout(timer);
}
