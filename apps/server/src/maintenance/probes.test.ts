import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/harness.ts';

const TOKEN = 'a-token-of-the-monitoring';
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ metricsToken: TOKEN });
});
afterAll(() => server.close());

const get = (url: string, headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  server.app.inject({ url, headers, remoteAddress });
const readiness = async () => {
  const answer = await get('/readyz');
  const { ready, checks } = answer.json() as { ready: boolean; checks: { name: string; ok: boolean; words: string }[] };
  return { status: answer.statusCode, ready, failing: checks.filter(({ ok }) => !ok), checks };
};

test('ready says of each part how it is, and names what is not', async () => {
  const before = await readiness();
  expect(before).toMatchObject({ status: 503, ready: false });
  expect(before.failing.map(({ name }) => name)).toEqual(['jobs']);
  await server.runJobs();
  const ready = await readiness();
  expect(ready).toMatchObject({ status: 200, ready: true, failing: [] });
  expect(ready.checks.map(({ name }) => name)).toEqual(['database', 'migrations', 'disk', 'jobs', 'clock', 'record']);

  await server.db.system((tx) =>
    sql`insert into luoshi_migration (name, checksum) values ('9999-future', 'x')`.execute(tx),
  );
  const newer = await readiness();
  expect(newer.status).toBe(503);
  expect(newer.failing).toMatchObject([{ name: 'migrations', words: expect.stringContaining('9999-future') }]);
  await server.db.system((tx) => sql`delete from luoshi_migration where name = '9999-future'`.execute(tx));
  expect((await get('/healthz')).statusCode).toBe(200);

  // Elsewhere nothing but yes or no is told.
  const { checks } = (await get('/readyz', {}, '10.1.2.3')).json() as { checks: object[] };
  for (const check of checks) expect(Object.keys(check)).toEqual(['name', 'ok']);
});

test('events that nobody chains make the server unfit', async () => {
  const { city } = server;
  await server.db.system(async (tx) => {
    await sql`insert into event (tenant_id, id, at, actor_name, operation, subject_kind, subject_id)
      values (${city.tenantId}, ${city.tenantId}, now() - interval '10 minutes', '系统', 'test', 'x', '1')`.execute(tx);
    await sql`insert into outbox (tenant_id, event_id) values (${city.tenantId}, ${city.tenantId})`.execute(tx);
  });
  expect((await readiness()).failing).toMatchObject([
    { name: 'record', words: expect.stringContaining('1 条留痕待入链') },
  ]);
  await server.db.system((tx) => sql`delete from outbox`.execute(tx));
});

test('figures are shown on this machine and to who has the token, and to nobody else', async () => {
  const status = async (...args: Parameters<typeof get>) => (await get(...args)).statusCode;
  expect(await status('/metrics')).toBe(200);
  expect(await status('/metrics', {}, '10.1.2.3')).toBe(404);
  // Somebody else behind a proxy on this machine.
  expect(await status('/metrics', { 'x-forwarded-for': '10.1.2.3' })).toBe(404);
  expect(await status('/metrics', { authorization: `Bearer ${TOKEN}` }, '10.1.2.3')).toBe(200);
  expect(await status('/metrics', { authorization: 'Bearer another' }, '10.1.2.3')).toBe(404);
});

test('figures tell operations and their times, and nothing of persons', async () => {
  const supervisor = await server.as('supervision');
  expect((await supervisor.get('/api/session')).status).toBe(200);
  expect((await supervisor.get('/api/organisations?q=13912345678')).status).toBeLessThan(500);
  await pause(20);
  const text = (await get('/metrics')).payload;
  expect(text).toMatch(/luoshi_request_seconds_count\{operation="accounts\.[\w-]+",status="200"\} \d+/);
  expect(text).toMatch(/luoshi_transaction_seconds_count\{operation="accounts\.[\w-]+"\} \d+/);
  expect(text).toMatch(/luoshi_jobs_waiting \d+/);
  expect(text).toMatch(/luoshi_pool_connections \d+/);
  expect(text).not.toContain('luoshi_last_backup_seconds ');
  for (const personal of ['测试', '13912345678', server.city.people.supervision.personId, server.city.tenantId])
    expect(text).not.toContain(personal);
});

test('every answer carries the number that its lines in the log have', async () => {
  const [one, other] = [await get('/api/session'), await get('/api/session')];
  expect(one.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  expect(one.headers['x-request-id']).not.toBe(other.headers['x-request-id']);
});
