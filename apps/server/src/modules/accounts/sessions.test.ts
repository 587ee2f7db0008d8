import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/harness.ts';
import { browserWords } from './browser-words.ts';
import { browser } from './testing.ts';

const MINUTE = 60_000;
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server.close());

const alive = async (person: ReturnType<typeof browser>) => (await person.get('/api/session')).status === 200;

test('30 minutes without a request end a session, requests keep it, and 12 hours end it in any case', async () => {
  const [idle, busy] = [browser(server), browser(server)];
  await idle.signIn('viewer');
  await busy.signIn('viewer');
  server.clock.advance(29 * MINUTE);
  expect(await alive(busy)).toBe(true);
  server.clock.advance(MINUTE);
  expect(await alive(idle)).toBe(false);
  for (let minutes = 30; minutes < 12 * 60 - 20; minutes += 20) {
    expect(await alive(busy)).toBe(true);
    server.clock.advance(20 * MINUTE);
  }
  server.clock.advance(20 * MINUTE);
  expect(await alive(busy)).toBe(false);
});

test('the last use is written at most once a minute', async () => {
  const person = browser(server);
  const id = (await person.signIn('leader')).body.session.id as string;
  const seen = async () =>
    (
      await server.db.system((tx) =>
        tx.selectFrom('session').where('id', '=', id).select('last_seen_at').executeTakeFirstOrThrow(),
      )
    ).last_seen_at;
  const begun = await seen();
  server.clock.advance(59_000);
  await person.get('/api/session');
  expect(await seen()).toEqual(begun);
  server.clock.advance(1000);
  await Promise.all([1, 2, 3].map(() => person.get('/api/session')));
  expect(await seen()).toEqual(server.clock.now());
});

test('one sees where one is signed in, and ends one, the others, or all', async () => {
  const here = browser(server);
  const phone = browser(server, 'Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Mobile MicroMessenger/8.0');
  const home = browser(server);
  for (const one of [phone, home, here]) {
    await one.signIn('approver');
    server.clock.advance(1000);
  }
  const { sessions } = (await here.get('/api/account/sessions')).body;
  expect(sessions).toHaveLength(3);
  expect(sessions[0]).toMatchObject({ current: true, browser: 'Edge 126（Windows）', address: here.address });
  expect(sessions[2]).toMatchObject({ current: false, browser: '微信（Android）', way: 'password' });
  expect((await here.delete(`/api/account/sessions/${sessions[2].id}`)).status).toBe(204);
  expect([await alive(phone), await alive(home)]).toEqual([false, true]);
  expect((await here.delete(`/api/account/sessions/${sessions[2].id}`)).status).toBe(404);
  expect((await here.delete('/api/account/sessions?keep=true')).status).toBe(204);
  expect([await alive(here), await alive(home)]).toEqual([true, false]);
  await home.signIn('approver');
  expect((await here.delete('/api/account/sessions')).status).toBe(204);
  expect([await alive(here), await alive(home)]).toEqual([false, false]);
});

test("nobody ends another's session by its id, the security administrator ends them all", async () => {
  const [victim, other] = [browser(server), browser(server)];
  const id = (await victim.signIn('reporter')).body.session.id as string;
  await other.signIn('statistics');
  expect((await other.delete(`/api/account/sessions/${id}`)).status).toBe(404);
  const { personId } = server.city.people.reporter;
  const guard = await server.as('security_administrator');
  expect((await guard.get(`/api/accounts/${personId}/sessions`)).body.sessions).toHaveLength(1);
  expect((await guard.post(`/api/accounts/${personId}/sessions/end`, { why: '离岗' })).body.sessions).toBe(0);
  expect(await alive(victim)).toBe(false);
  expect((await victim.signIn('reporter')).status).toBe(200);
});

test('the posts held as a deputy count while they do', async () => {
  const { tenantId, people } = server.city;
  const post = await server.db.system((tx) =>
    tx.selectFrom('post').where('person_id', '=', people.leader.personId).select('id').executeTakeFirstOrThrow(),
  );
  const deputy = { tenant_id: tenantId, id: post.id, post_id: post.id, person_id: people.viewer.personId };
  await server.db.system((tx) =>
    tx
      .insertInto('deputy')
      .values({
        ...deputy,
        reason: '出差',
        set_by: null,
        valid_from: '2026-03-02',
        valid_to: '2026-03-04',
        granted_at: server.clock.now(),
      })
      .execute(),
  );
  const roles = async () =>
    (await (await server.as('viewer')).get('/api/session')).body.posts.map(
      (one: { role: string; deputyFor: string | null }) => [one.role, one.deputyFor],
    );
  server.clock.set(new Date('2026-03-03T02:00:00Z'));
  expect(await roles()).toEqual([
    ['viewer', null],
    ['leader', '测试leader'],
  ]);
  server.clock.set(new Date('2026-03-03T16:00:00Z')); // midnight of 4 March in Beijing
  expect(await roles()).toEqual([['viewer', null]]);
});

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/109.0.0.0 Safari/537.36',
    'Chrome 109（Windows）',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile/15E148 Safari/604.1',
    'Safari 17（iPhone）',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox 128（Linux）'],
  ['curl/8.5.0', '其他程序'],
])('%s', (userAgent, words) => {
  expect(browserWords(userAgent)).toBe(words);
});
