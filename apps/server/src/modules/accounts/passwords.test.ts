import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEST_PASSWORD } from '../../testing/builders.ts';
import { startTestServer, type TestServer } from '../../testing/harness.ts';
import { browser, eventsOf, makeReal } from './testing.ts';

const DAY = 86_400_000;
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server.close());

const change = (person: ReturnType<typeof browser>, current: string, password: string) =>
  person.post('/api/account/password', { current, password });

test('the public passwords of a demonstration are due for nobody, a changed one is no longer shown', async () => {
  await server.db.system((tx) => tx.updateTable('account').set({ must_change: true }).execute());
  server.clock.advance(400 * DAY);
  const person = browser(server);
  expect((await person.signIn('duty_officer')).body).toMatchObject({
    restriction: null,
    password: { due: null, expiresOn: null },
  });
  expect((await change(person, TEST_PASSWORD, 'Neu-und-gut-1')).status).toBe(200);
  const shown = (await person.get('/api/city')).body.accounts.map((one: { account: string }) => one.account);
  expect(shown).toContain('viewer');
  expect(shown).not.toContain('duty_officer');
  await server.db.system((tx) => tx.updateTable('account').set({ must_change: false }).execute());
});

test('in a real city the same passwords are due', async () => {
  await server.db.system(async (tx) => {
    await tx.updateTable('tenant').set({ demo: false }).execute();
    await tx.updateTable('account').set({ must_change: true }).where('name', '=', 'viewer').execute();
  });
  const person = browser(server);
  const me = (await person.signIn('viewer')).body;
  expect(me).toMatchObject({ restriction: 'password', password: { due: 'given' } });
  expect(await person.get('/api/organisations')).toMatchObject({
    status: 403,
    body: { code: 'PASSWORD_CHANGE_REQUIRED' },
  });
  expect((await person.get('/api/account')).status).toBe(200);
  const changed = await change(person, TEST_PASSWORD, 'Neu-und-gut-1');
  expect(changed.body).toMatchObject({ restriction: null, password: { due: null } });
  expect((await person.get('/api/organisations')).status).toBe(200);
  expect((await browser(server).signIn('viewer')).status).toBe(401);
  expect((await browser(server).signIn('viewer', 'Neu-und-gut-1')).status).toBe(200);
  expect(await eventsOf(server, 'viewer')).toContain('change-password');
});

test('every rule is named when it is broken, and a wrong present password is counted', async () => {
  await makeReal(server);
  const person = browser(server);
  await person.signIn('leader');
  const refused = async (password: string) => (await change(person, TEST_PASSWORD, password)).body.details.faults;
  expect(await refused('Ab-1')).toEqual(['至少 8 个字符']);
  expect(await refused('nurkleinbuchstaben')).toEqual(['大写字母、小写字母、数字、其他符号中至少有 3 类']);
  expect(await refused('Der-LEADER-1')).toEqual(['不能包含账号']);
  expect(await refused(TEST_PASSWORD)).toEqual(['不能与最近 5 次用过的密码相同']);
  expect(await change(person, 'falsch', 'Neu-und-gut-1')).toMatchObject({
    status: 422,
    body: { code: 'PASSWORD_WRONG', details: { left: 4 } },
  });
});

test('none of the last five comes back, the sixth may', async () => {
  const person = browser(server);
  await person.signIn('approver');
  const used = [TEST_PASSWORD, ...Array.from({ length: 5 }, (_, index) => `Kennwort-nr-${index}`)];
  for (let at = 1; at < used.length; at += 1) {
    server.clock.advance(60_000);
    expect((await change(person, used[at - 1]!, used[at]!)).status).toBe(200);
  }
  server.clock.advance(60_000);
  expect((await change(person, used[5]!, used[1]!)).status).toBe(422);
  expect((await change(person, used[5]!, used[0]!)).status).toBe(200);
});

test('a password is due on its 90th day, in a new session and not before', async () => {
  await server.db.system((tx) =>
    tx.updateTable('account').set({ password_changed_at: server.clock.now() }).where('name', '=', 'reporter').execute(),
  );
  server.clock.advance(90 * DAY - 1000);
  expect((await browser(server).signIn('reporter')).body.restriction).toBeNull();
  server.clock.advance(1000);
  expect((await browser(server).signIn('reporter')).body).toMatchObject({
    restriction: 'password',
    password: { due: 'expired' },
  });
});

test('changing it ends the other sessions and keeps this one', async () => {
  await server.db.system((tx) => tx.updateTable('account').set({ password_changed_at: server.clock.now() }).execute());
  const [here, there] = [browser(server), browser(server)];
  await here.signIn('statistics');
  await there.signIn('statistics');
  expect((await change(here, TEST_PASSWORD, 'Neu-und-gut-1')).status).toBe(200);
  expect((await here.get('/api/session')).status).toBe(200);
  expect((await there.get('/api/session')).status).toBe(401);
});

test('nothing secret of a request that can be repeated is kept in plain', async () => {
  const guard = await server.as('security_administrator');
  const { personId } = server.city.people.project_office;
  const given = await guard.post(`/api/accounts/${personId}/password`, { why: '忘记密码' });
  expect(given.body.password).toMatch(/^(\w{4}-){3}\w{4}$/);
  const kept = await server.db.system((tx) => tx.selectFrom('idempotency').selectAll().execute());
  expect(JSON.stringify(kept)).not.toContain(given.body.password);
  const me = (await browser(server).signIn('project_office', given.body.password)).body;
  expect(me).toMatchObject({ restriction: 'password', password: { due: 'given' } });
});
