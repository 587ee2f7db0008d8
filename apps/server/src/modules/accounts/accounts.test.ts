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
  const left = await server.app.inject({ method: 'DELETE', url: '/api/session', headers });
  expect([left.statusCode, left.json()]).toEqual([200, { providerUrl: null }]);
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

test('a wrong password and an unknown account are refused alike', async () => {
  const stranger = await server.as(null);
  const wrong = await stranger.post('/api/session', { account: 'leader', password: 'nonsense-1' });
  const unknown = await stranger.post('/api/session', { account: 'nobody', password: 'nonsense-1' });
  expect(wrong).toMatchObject({ status: 401, body: { code: 'SIGN_IN_FAILED' } });
  expect(unknown.body).toEqual(wrong.body);
  expect(wrong.headers['set-cookie']).toBeUndefined();
});

test('guessing passwords is slowed down', async () => {
  const answers = [];
  for (let tries = 0; tries < 32; tries += 1)
    answers.push(await (await server.as(null)).post('/api/session', { account: 'x', password: 'y' }));
  expect(answers.at(-1)).toMatchObject({ status: 429, body: { code: 'TOO_MANY_ATTEMPTS' } });
});

test('a session ends by time, and when its person holds no post the permissions go', async () => {
  const client = await server.as('viewer');
  expect((await client.get('/api/session')).body.posts).toHaveLength(1);
  const { personId } = server.city.people.viewer;
  await server.db.system((tx) =>
    tx.updateTable('post').set({ valid_to: '2026-03-02' }).where('person_id', '=', personId).execute(),
  );
  expect((await client.get('/api/session')).body.posts).toHaveLength(0);
  server.clock.set(new Date('2036-01-01T00:00:00Z'));
  expect((await client.get('/api/session')).status).toBe(401);
  server.clock.set(new Date('2026-03-02T02:00:00Z'));
});

test('the page is told what the person may do, and the server decides the same', async () => {
  const { body } = await (await server.as('leader')).get('/api/session');
  expect(body.may).toContain('people.organisations');
  expect(body.may).not.toContain('reports.import');
});

test('an organisation that has ended or not begun is not listed', async () => {
  const { tenantId, organisations } = server.city;
  await server.db.system((tx) =>
    tx
      .updateTable('organisation')
      .set({ valid_to: '2026-03-02' })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', organisations.GXXQ!)
      .execute(),
  );
  const codes = async () =>
    (await (await server.as('leader')).get('/api/organisations')).body.organisations.map(
      (one: { code: string }) => one.code,
    );
  expect(await codes()).not.toContain('GXXQ');
  server.clock.set(new Date('2026-03-01T15:59:59Z')); // 23:59:59 on 1 March in Beijing
  expect(await codes()).toContain('GXXQ');
  server.clock.set(new Date('2026-03-02T02:00:00Z'));
});

test('organs, sponsors, and the greeting of a demonstration city', async () => {
  const client = await server.as('supervision');
  expect((await client.get('/api/organs')).body.organs).toMatchObject([
    { id: server.city.organId, name: '测试市人民政府', regionCode: '990100' },
  ]);
  expect((await client.get('/api/sponsors')).body.sponsors).toEqual([
    { id: server.city.sponsorId, name: '测试leader', title: '副市长' },
  ]);
  const greeting = (await (await server.as(null)).get('/api/city')).body;
  expect(greeting.accounts).toContainEqual({
    account: 'supervision',
    password: TEST_PASSWORD,
    who: '市政府办 干部 测试supervision',
    role: 'supervision',
  });
  await server.db.system((tx) => tx.updateTable('tenant').set({ demo: false }).execute());
  expect((await (await server.as(null)).get('/api/city')).body).toEqual({
    city: { code: '990100', name: '测试市', demo: false },
    accounts: [],
    sso: null,
  });
});
