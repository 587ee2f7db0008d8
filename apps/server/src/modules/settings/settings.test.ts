import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/harness.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server.close());

const lock = '/api/settings/accounts.lock';

test('each administrator sees the settings of their own, with what they may be and what holds without setting them', async () => {
  const guard = await server.as('security_administrator');
  const rows = (await guard.get('/api/settings')).body.settings;
  const row = rows.find((one: { name: string }) => one.name === 'accounts.lock');
  expect(row).toMatchObject({
    label: '登录失败锁定',
    value: { failures: 5, minutes: 30 },
    standard: { failures: 5, minutes: 30 },
    rowVersion: 0,
    changedBy: '',
  });
  expect(row.schema.properties.failures).toMatchObject({ title: '连续失败几次后锁定', minimum: 3, maximum: 10 });
  const keeper = await server.as('system_administrator');
  for (const other of (await keeper.get('/api/settings')).body.settings)
    expect(other.owner).toBe('system_administrator');
  expect(await keeper.post(lock, { value: { failures: 10, minutes: 10 }, rowVersion: 0, why: '放宽' })).toMatchObject({
    status: 404,
  });
  expect((await (await server.as('supervision')).get('/api/settings')).status).toBe(403);
});

test('a change holds at once, is remembered with both values and the reason, and a slower one learns who and what', async () => {
  const guard = await server.as('security_administrator');
  const value = { failures: 3, minutes: 60 };
  const changed = await guard.post(lock, { value, rowVersion: 0, why: '演练期间从严' });
  expect(changed.body).toMatchObject({ value, rowVersion: 1, changedBy: '测试security_administrator' });
  const slower = await guard.post(lock, { value: { failures: 4, minutes: 30 }, rowVersion: 0, why: '晚了' });
  expect(slower).toMatchObject({
    status: 409,
    body: { code: 'EDIT_CONFLICT', details: { current: { value, changedBy: '测试security_administrator' } } },
  });
  expect(slower.body.message).toContain('测试security_administrator');
  const event = await server.db.system((tx) =>
    tx.selectFrom('event').where('subject_kind', '=', 'setting').selectAll().executeTakeFirstOrThrow(),
  );
  expect(event).toMatchObject({
    subject_id: 'accounts.lock',
    before: { value: { failures: 5, minutes: 30 } },
    after: { value },
    why: '演练期间从严',
  });
  const guesser = await server.as(null);
  const codes = [];
  for (let tries = 0; tries < 4; tries += 1)
    codes.push((await guesser.post('/api/session', { account: 'viewer', password: 'falsch' })).status);
  expect(codes).toEqual([401, 401, 423, 423]);
});

test('of two who change it at once one is told', async () => {
  const guard = await server.as('security_administrator');
  const set = (hours: number) =>
    guard.post('/api/settings/accounts.session', { value: { idleMinutes: 30, hours }, rowVersion: 0, why: '调整' });
  const answers = await Promise.all([set(8), set(10)]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
});

test('what does not fit is refused by the field’s name', async () => {
  const guard = await server.as('security_administrator');
  const refused = await guard.post(lock, { value: { failures: 99, minutes: 30 }, rowVersion: 1, why: '放宽' });
  expect(refused).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
  expect(refused.body.message).toContain('连续失败几次后锁定');
  expect((await guard.post('/api/settings/nothing.here', { value: 1, rowVersion: 0, why: '无' })).status).toBe(404);
});
