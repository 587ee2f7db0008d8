import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { type Server as App, buildServer } from '../../app.ts';
import { openEmbedded, openPostgres } from '../../platform/db/open.ts';
import { openFiles } from '../../platform/files/files.ts';
import { openKeys } from '../../platform/keys.ts';
import { TestClock } from '../../testing/clock.ts';
import { newPostgresDatabase, testDatabase } from '../../testing/database.ts';

const SENDER = join(import.meta.dirname, '../../testing/kill-sender.ts');

let folder: string;
let url: string;
let drop: () => Promise<void>;
let hook: Server;
let base: string;
let child: ChildProcess;
let app: App | null;
/** Keys of what was posted; the answer waits while `hold` is set. */
let keys: string[];
let hold: boolean;
let held: ServerResponse[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luoshi-killed-'));
  ({ url, drop } =
    testDatabase() === 'postgres'
      ? await newPostgresDatabase(inject('postgresTemplate'))
      : { url: '', drop: async () => {} });
  [keys, held, hold, app] = [[], [], false, null];
  hook = createServer((request, response) => {
    keys.push(String(request.headers['idempotency-key']));
    request.resume();
    if (hold) held.push(response);
    else response.end('{"errcode":0}');
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/send`;
});
afterEach(async () => {
  child.kill('SIGKILL');
  await app?.app.close();
  await app?.platform.db.close();
  hook.closeAllConnections();
  hook.close();
  await drop();
  await rm(folder, { recursive: true, force: true });
});

/** A server that tells of a matter, and where asked to sends it; killed when `until` has come. */
async function killed(send: boolean, until: () => boolean): Promise<void> {
  child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', SENDER, folder, url, base, send ? 'send' : ''],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let said = '';
  child.stdout!.on('data', (chunk) => {
    said += chunk;
  });
  await expect.poll(() => said.includes('committed') && until(), { timeout: 60_000 }).toBe(true);
  const gone = new Promise((resolve) => child.on('close', resolve));
  child.kill('SIGKILL');
  await gone;
}

/** The next start, a minute later: leases of the dead are over. */
async function restarted(): Promise<{ clock: TestClock; state(): Promise<string[]> }> {
  const clock = new TestClock(new Date(Date.now() + 60_000));
  const db = url ? await openPostgres(url, 4) : await openEmbedded(folder, { onGone: () => {} });
  const server = await buildServer({
    db,
    files: await openFiles(folder),
    data: folder,
    keys: await openKeys(join(folder, 'keys'), { make: false }),
    clock,
    log: pino({ level: 'silent' }),
  });
  app = server;
  return {
    clock,
    async state() {
      const rows = await db.system((tx) =>
        tx.selectFrom('message').where('channel', '=', 'wecom').select('state').execute(),
      );
      return rows.map((row) => row.state);
    },
  };
}

test('killed between the commit and the sending, nothing is lost: the next start tells and sends it once', async () => {
  await killed(false, () => true);
  expect(keys).toEqual([]);
  const { state } = await restarted();
  await app!.jobs.drain();
  expect(keys).toHaveLength(1);
  expect(await state()).toEqual(['delivered']);
  const inbox = await app!.platform.db.system((tx) =>
    tx.selectFrom('notification').select(['text', 'times']).execute(),
  );
  expect(inbox).toEqual([{ text: '发出前后服务被杀。', times: 1 }]);
});

test('killed between the sending and the marking, it is unknown, and sent again under the same key', async () => {
  hold = true;
  await killed(true, () => held.length > 0);
  hold = false;
  const { clock, state } = await restarted();
  await app!.jobs.drain();
  expect(await state()).toEqual(['unknown']);
  clock.advance(60_000);
  await app!.jobs.drain();
  expect(await state()).toEqual(['delivered']);
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
});
