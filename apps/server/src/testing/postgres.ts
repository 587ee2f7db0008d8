import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

const DEBIAN = '/usr/lib/postgresql';

/** Where PostgreSQL for the tests comes from: an outside server, or programs to start a throw-away one; null when there is neither. */
export function postgresServer(): { url: string } | { programs: string } | null {
  // Only its server is used: every test file makes and drops a database of its own there.
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL };
  if (!existsSync(DEBIAN)) return null;
  const versions = readdirSync(DEBIAN).filter(
    (name) => existsSync(join(DEBIAN, name, 'bin/initdb')) && Number(name) >= 15,
  );
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  return newest ? { programs: join(DEBIAN, newest, 'bin') } : null;
}

export interface Cluster {
  /** The address of a database of the cluster, for a user who owns databases but is no superuser. */
  address(database: string): string;
  administrator: string;
  stop(): Promise<void>;
}

/** A cluster in a temporary folder, reached by a socket there. It ends with this process, however that ends. Syncs only when told to. */
export async function startCluster(programs: string, { synced = false } = {}): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'luoshi-pg-'));
  chmodSync(folder, 0o700);
  const user = unprivileged();
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const run = { ...user, cwd: folder };
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...run, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const settings = ['listen_addresses=', `fsync=${synced ? 'on' : 'off'}`, 'max_connections=200'];
  const options = ['-D', data, '-k', folder, ...settings.flatMap((one) => ['-c', one])];
  // The shell waits on a pipe to this process and stops the server when the pipe breaks.
  const server = spawn(
    'sh',
    [
      '-c',
      '"$@" 2>/dev/null & p=$!; cat >/dev/null; kill -INT $p; wait $p',
      'sh',
      join(programs, 'postgres'),
      ...options,
    ],
    { ...run, stdio: ['pipe', 'ignore', 'ignore'] },
  );
  const ended = new Promise<void>((resolve) => server.on('exit', () => resolve()));
  const url = (login: string, database: string) =>
    `postgresql://${login}@/${database}?host=${encodeURIComponent(folder)}`;
  const administrator = url('postgres', 'postgres');
  await whenUp(administrator);
  await query(administrator, 'create role luoshi login createdb');
  return {
    address: (database) => url('luoshi', database),
    administrator,
    async stop() {
      server.stdin.end();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One statement on a connection of its own. */
export async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

async function whenUp(url: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await query(url, 'select 1');
    } catch (error) {
      if (tries > 300) throw error;
      await pause(100);
    }
  }
}

/** PostgreSQL refuses to run as root: then somebody else runs it. */
export function unprivileged(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (option: string) =>
        Number(execFileSync('id', [option, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // No such user: the next.
    }
  }
  throw new Error('neither the user postgres nor nobody exists, and PostgreSQL refuses to run as root');
}
