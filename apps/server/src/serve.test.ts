import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testDatabase } from './testing/database.ts';
import { emptyDatabase, type Spawned, spawnServer } from './testing/spawn-server.ts';

let folder: string;
let database: Awaited<ReturnType<typeof emptyDatabase>>;
const servers: Spawned[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'luoshi-serve-'));
  database = await emptyDatabase();
});
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.child.kill('SIGKILL');
    await server.exit;
  }
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const data = () => join(folder, '数据 目录');
function start(...flags: string[]): Spawned {
  const server = spawnServer(data(), database.url, ...flags);
  servers.push(server);
  return server;
}

// biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of an answer, and fails where it differs
const json = async (answer: Response): Promise<any> => answer.json();

async function signIn(address: string, account: { account: string; password: string }) {
  const answer = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  });
  expect(answer.status).toBe(200);
  const headers = { cookie: answer.headers.getSetCookie()[0]!.split(';')[0]! };
  return async (path: string) => json(await fetch(address + path, { headers }));
}

test('the first run, killed again and again, ends with one city and one report', async () => {
  for (const moment of [
    testDatabase() === 'embedded' ? '正在建立内置数据库' : '数据库结构已更新',
    '正在载入演示城市',
    '正在导入',
  ]) {
    const server = start();
    await server.says(moment);
    server.child.kill('SIGKILL');
    await server.exit;
  }
  const server = start();
  const address = await server.address();
  expect(server.said()).toMatch(/演示账号\n\s+\S+ {2}密码/);
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
  const { accounts } = await json(await fetch(`${address}/api/city`));
  const get = await signIn(
    address,
    accounts.find((one: { who: string }) => one.who.includes('督查')),
  );
  expect((await get('/api/reports')).reports).toHaveLength(1);
  const { organisations } = await get('/api/organisations');
  expect(new Set(organisations.map((one: { code: string }) => one.code)).size).toBe(organisations.length);
  server.child.kill('SIGTERM');
  expect(await server.exit).toBe(0);

  // A second start finds all as it was and does none of it again.
  const again = start();
  await again.address();
  expect(again.said()).not.toMatch(/首次运行|正在导入/);
});

test('a real city begins with three administrators, whose passwords are in a file and nowhere else', async () => {
  const server = start('--city', '630200');
  const address = await server.address();
  expect(await json(await fetch(`${address}/api/city`))).toMatchObject({
    city: { code: '630200', demo: false },
    accounts: [],
  });
  expect(server.said()).not.toContain('演示账号');
  const note = readFileSync(join(data(), '初始管理员密码.txt'), 'utf8');
  const [account, password] = /账号 (\S+)　密码 (\S+)/.exec(note)!.slice(1) as [string, string];
  expect(note.trim().split('\n')).toHaveLength(3);
  expect(server.said()).not.toContain(password);
  const get = await signIn(address, { account, password });
  // It is good for setting one's own, and then for setting up the second factor.
  expect(await get('/api/session')).toMatchObject({
    posts: [{ role: 'system_administrator' }],
    restriction: 'password',
    password: { due: 'given' },
    secondFactor: { enrolled: false, required: true },
  });
});

test('what is wrong with the start is said in Chinese, and it ends with 1', async () => {
  const refused = async (...flags: string[]) => {
    const server = start(...flags);
    expect(await server.exit).toBe(1);
    return server.said();
  };
  expect(await refused('--port', 'eighty')).toContain('端口“eighty”不对');
  expect(await refused('--nonsense')).toContain('启动参数不对：--nonsense');
  expect(await refused('--city', '000000')).toContain('000000');
  // Nothing is made for a city that there is not.
  expect(existsSync(join(data(), 'database'))).toBe(false);
  const holder = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => holder.on('listening', resolve));
  const { port } = holder.address() as { port: number };
  expect(await refused('--port', String(port))).toContain(`端口 ${port} 已被占用`);
  holder.close();
});
