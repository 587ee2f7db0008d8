import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { query, unprivileged } from '../apps/server/src/testing/postgres.ts';
import { signalAll, tree } from './processes.ts';

/** A PostgreSQL of our own that really syncs, to be killed with all its processes and started again. */
export class Postgres {
  readonly url: string;
  readonly #programs: string;
  readonly #data: string;
  /** Beside the data, which may lie on a disk that loses its power. */
  readonly #sockets: string;
  readonly #user = unprivileged();
  #server: ChildProcess | null = null;

  private constructor(programs: string, folder: string) {
    this.#programs = programs;
    this.#data = join(folder, 'postgres');
    this.#sockets = mkdtempSync(join(tmpdir(), 'luoshi-torture-pg-'));
    if (this.#user) chownSync(this.#sockets, this.#user.uid, this.#user.gid);
    this.url = this.#address('luoshi', 'luoshi');
  }

  /** Makes a cluster in the folder and starts it. */
  static async make(programs: string, folder: string): Promise<Postgres> {
    const made = new Postgres(programs, folder);
    mkdirSync(made.#data, { recursive: true });
    chmodSync(folder, 0o755);
    chmodSync(made.#data, 0o700);
    if (made.#user) chownSync(made.#data, made.#user.uid, made.#user.gid);
    execFileSync(
      join(programs, 'initdb'),
      ['-D', made.#data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8'],
      { ...made.#user, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] },
    );
    await made.start();
    await query(made.#address('postgres', 'postgres'), 'create role luoshi login createdb');
    await query(made.#address('postgres', 'postgres'), 'create role luoshi_app nologin; grant luoshi_app to luoshi');
    await query(made.#address('luoshi', 'postgres'), 'create database luoshi');
    return made;
  }

  #address(login: string, database: string): string {
    return `postgresql://${login}@/${database}?host=${encodeURIComponent(this.#sockets)}`;
  }

  /** Starts it and waits until it answers. */
  async start(): Promise<void> {
    const settings = ['listen_addresses=', 'fsync=on', 'full_page_writes=on', 'synchronous_commit=on'];
    for (let tries = 0; ; tries += 1) {
      if (this.#server === null || this.#server.exitCode !== null)
        this.#server = spawn(
          join(this.#programs, 'postgres'),
          ['-D', this.#data, '-k', this.#sockets, ...settings.flatMap((one) => ['-c', one])],
          { ...this.#user, cwd: '/', stdio: 'ignore' },
        );
      try {
        return await query(this.#address('postgres', 'postgres'), 'select 1');
      } catch (error) {
        if (tries > 600) throw error;
        await pause(20);
      }
    }
  }

  /** The postmaster and every process of it. */
  processes(): number[] {
    return this.#server?.pid === undefined ? [] : tree(this.#server.pid);
  }

  async kill(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    const gone = new Promise((resolve) => server.once('exit', resolve));
    const pids = this.processes();
    signalAll(pids, 'SIGKILL');
    if (server.exitCode === null && server.signalCode === null) await gone;
    // A process without its postmaster ends by itself; the next start refuses while one is left.
    for (let tries = 0; tries < 200 && pids.some(alive); tries += 1) await pause(10);
    this.#server = null;
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.#sockets, { recursive: true, force: true });
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
