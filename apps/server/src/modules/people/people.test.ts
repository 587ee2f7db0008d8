import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEST_PASSWORD } from '../../testing/builders.ts';
import { startTestServer, type TestServer } from '../../testing/harness.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server.close());

test('signing in gives a session that lasts until signing out', async () => {
  const stranger = await server.as(null);
  const answer = await stranger.post('/api/session', { account: 'supervision', password: TEST_PASSWORD });
  expect(answer.status).toBe(200);
  expect(answer.body.person.name).toBe('测试supervision');
  expect(answer.body.posts[0].role).toBe('supervision');
  const cookie = String(answer.headers['set-cookie']);
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
  const headers = { cookie: cookie.split(';')[0]! };
  const me = () => server.app.inject({ url: '/api/session', headers });
  expect((await me()).json()).toEqual(answer.body);
  expect((await server.app.inject({ method: 'DELETE', url: '/api/session', headers })).statusCode).toBe(204);
  expect((await me()).json()).toMatchObject({ code: 'SIGN_IN_REQUIRED' });
});

test('organisations come in official order', async () => {
  const client = await server.as('viewer');
  const { body } = await client.get('/api/organisations');
  expect(body.organisations.slice(0, 3).map((one: { shortName: string }) => one.shortName)).toEqual([
    '市政府',
    '市政府办',
    '市发展改革委',
  ]);
});
