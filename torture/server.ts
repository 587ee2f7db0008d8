import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { signalAll, tree } from './processes.ts';

const SERVE = join(import.meta.dirname, '../apps/server/src/serve.ts');
const LONGEST_START_MS = 120_000;

/** The real server as a process, on a port that stays the same over all its lives. */
export class Server {
  readonly address: string;
  readonly #port: number;
  readonly #data: string;
  readonly #url: string | null;
  #child: ChildProcess | null = null;
  #said = '';

  constructor(port: number, data: string, url: string | null) {
    this.#port = port;
    this.#data = data;
    this.#url = url;
    this.address = `http://127.0.0.1:${port}`;
  }

  /** Starts it and waits for the first answer. Returns how many milliseconds that took. */
  async start(): Promise<number> {
    const began = performance.now();
    if (!this.running) this.#spawn();
    while (performance.now() - began < LONGEST_START_MS) {
      const answer = await fetch(`${this.address}/api/city`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
      if (answer?.status === 200) {
        await answer.arrayBuffer();
        return performance.now() - began;
      }
      if (!this.running) throw new Error(`the server ended at its start:\n${this.#said}`);
      await pause(10);
    }
    throw new Error(`the server gave no answer for ${LONGEST_START_MS} ms:\n${this.#said}`);
  }

  #spawn(): void {
    this.#said = '';
    const env = { ...process.env, DATABASE_URL: this.#url ?? '', LUOSHI_LOG: 'error' };
    const flags = ['--data', this.#data, '--port', String(this.#port)];
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SERVE, ...flags], { env });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        this.#said = `${this.#said}${chunk}`.slice(-20_000);
      });
    this.#child = child;
  }

  get running(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  processes(): number[] {
    return this.#child?.pid === undefined || !this.running ? [] : tree(this.#child.pid);
  }

  /** What it said last. */
  said(): string {
    return this.#said;
  }

  /** Kills it with all that it started, at once; or lets it end its work. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (!child || !this.running) return;
    const gone = new Promise((resolve) => child.once('close', resolve));
    if (signal === 'SIGTERM') child.kill(signal);
    else signalAll(this.processes(), signal);
    await gone;
  }
}
