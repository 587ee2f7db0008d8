import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../testing/database.ts';
import { emptyDatabase, type Spawned, spawnServer } from '../../testing/spawn-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'luoshi-commands-'));
const data = join(folder, '数据 目录');
let database: Awaited<ReturnType<typeof emptyDatabase>>;
let server: Spawned;
let address: string;
beforeAll(async () => {
  database = await emptyDatabase();
  server = spawnServer(data, database.url);
});
afterAll(async () => {
  server.child.kill('SIGKILL');
  await server.exit;
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

interface Ran {
  code: number | null;
  out: string;
  err: string;
}

/** A command as the launcher runs it; `onSay` hears how far it is. */
function luoshi(args: string[], onSay: (text: string) => void = () => {}, at = data, url = database.url): Promise<Ran> {
  const env = { ...process.env, DATABASE_URL: url ?? '', LUOSHI_DATA: at };
  const entry = join(import.meta.dirname, '../maintain.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, ...args], { env });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
    onSay(err);
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

interface Finding {
  name: string;
  action: string | null;
  words: string;
}
async function doctor(): Promise<{ code: number | null; of: Record<string, Finding> }> {
  const { code, out } = await luoshi(['doctor', '--json']);
  const { findings } = JSON.parse(out) as { findings: Finding[] };
  return { code, of: Object.fromEntries(findings.map((one) => [one.name, one])) };
}

test('a backup is made while the server goes on answering, and doctor knows of it', async () => {
  address = await server.address();
  const before = await doctor();
  expect(before.code).toBe(1);
  expect(before.of.backup?.action).toContain('luoshi backup');
  expect(before.of.server?.words).toContain(`进程 ${server.child.pid}`);
  for (const name of ['migrations', 'clock', 'jobs', 'record', 'holidays', 'disk', 'keys', 'exposure', 'data-rights'])
    expect(before.of[name], name).toMatchObject({ action: null });

  let answered = 0;
  let running = true;
  const asking = (async () => {
    while (running) {
      expect((await fetch(`${address}/api/city`)).status).toBe(200);
      answered += 1;
    }
  })();
  const made = await luoshi(['backup', join(folder, 'one')]);
  running = false;
  await asking;
  expect(made).toMatchObject({ code: 0, out: expect.stringContaining('备份完成') });
  expect(made.out).toContain('不含密钥');
  expect(answered).toBeGreaterThan(0);
  expect((await doctor()).of.backup).toMatchObject({ action: null });
  expect(await luoshi(['backup', join(folder, 'one')])).toMatchObject({
    code: 1,
    err: expect.stringContaining('不是空目录'),
  });
});

test('the way to the running server is open to its own user only, and not on the public port', async () => {
  const path = join(data, 'control.json');
  const { port, token } = JSON.parse(readFileSync(path, 'utf8')) as { port: number; token: string };
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  const ask = async (at: string, authorization: string, headers: Record<string, string> = {}) =>
    (await fetch(`${at}/hello`, { method: 'POST', headers: { authorization, ...headers }, body: '{}' })).status;
  const control = `http://127.0.0.1:${port}`;
  expect(await ask(control, `Bearer ${token}`)).toBe(200);
  expect(await ask(control, 'Bearer another')).toBe(401);
  expect(await ask(control, `Bearer ${token}`, { origin: 'http://evil.example' })).toBe(401);
  expect(await ask(address, `Bearer ${token}`)).toBe(404);
});

test('a server killed in the middle of a backup leaves none that passes for whole, and starts again', async () => {
  const target = join(folder, 'killed');
  const broken = luoshi(['backup', target], () => server.child.kill('SIGKILL'));
  await server.exit;
  await broken;
  expect(existsSync(target) && existsSync(join(target, 'manifest.json'))).toBe(existsSync(target));
  // Its address is still in the folder; nobody is there.
  if (database.url === null) expect(existsSync(join(data, 'control.json'))).toBe(true);
  expect((await doctor()).of.server?.words).toContain('没有');
  server = spawnServer(data, database.url);
  address = await server.address();
  expect(existsSync(join(data, 'backup.copy'))).toBe(false);
});

test('told to stop, it ends in time and takes its address away; a restore where a server runs is refused', async () => {
  expect(await luoshi(['restore', join(folder, 'one')])).toMatchObject({
    code: 1,
    err: expect.stringContaining('正在运行'),
  });
  server.child.kill('SIGTERM');
  expect(await server.exit).toBe(0);
  expect(existsSync(join(data, 'control.json'))).toBe(false);
  const { code, out } = await luoshi(['backup', join(folder, 'stopped')]);
  expect(code, out).toBe(0);
});

// The place is an embedded one whatever the backup is of.
test.runIf(testDatabase() === 'embedded')(
  'a restore killed at any moment can be done again, and no server begins where it was killed',
  async () => {
    const place = join(folder, 'restored');
    const at = ['备份完整', '已恢复并核对 event'];
    for (const moment of at) {
      const env = { ...process.env, DATABASE_URL: '', LUOSHI_DATA: place };
      const entry = join(import.meta.dirname, '../maintain.ts');
      const child = spawn(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', entry, 'restore', join(folder, 'one')],
        { env },
      );
      child.stderr.on('data', (chunk) => {
        if (String(chunk).includes(moment)) child.kill('SIGKILL');
      });
      await new Promise((resolve) => child.on('close', resolve));
      expect(existsSync(join(place, 'database'))).toBe(false);
      const started = spawnServer(place, null);
      if (existsSync(join(place, 'restore.unfinished'))) {
        expect(await started.exit).toBe(1);
        expect(started.said()).toContain('上一次恢复没有做完');
      } else {
        started.child.kill('SIGKILL');
        await started.exit;
        rmSync(place, { recursive: true });
      }
    }
    const done = await luoshi(['restore', join(folder, 'one')], () => {}, place, null);
    expect(done, done.err).toMatchObject({ code: 0, out: expect.stringContaining('恢复完成') });
    expect(existsSync(join(place, 'restore.unfinished'))).toBe(false);
    expect(done.out).toContain('密钥');
  },
);

test('what is wrong with a command is said in Chinese', async () => {
  for (const [args, words] of [
    [['backup'], '请写明备份到哪个目录'],
    [['backup', 'a', '--nonsense'], '参数不对'],
    [['restore', join(folder, 'nothing')], '不是一份完整的备份'],
    [['nonsense'], '没有“nonsense”这个命令'],
  ] as const) {
    const { code, err } = await luoshi([...args], () => {}, join(folder, 'nowhere'), null);
    expect(code).toBe(1);
    expect(err).toContain(words);
  }
  writeFileSync(join(folder, 'file'), '');
  expect((await luoshi(['doctor', '--data', join(folder, 'none')])).err).toContain('没有数据目录');
});
