import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { startTestServer, type TestServer } from '../../testing/harness.ts';
import { nameReading } from '../people/index.ts';
import { browser, eventsOf, makeReal } from './testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await makeReal(server);
}, 60_000);
afterAll(() => server.close());

/** A person who has no account yet. */
async function newcomer(name: string): Promise<string> {
  const id = newId();
  await server.db.system((tx) =>
    tx
      .insertInto('person')
      .values({ tenant_id: server.city.tenantId, id, name, pinyin: nameReading([name], { surname: true }) })
      .execute(),
  );
  return id;
}

test('an account is opened with a password of chance that is shown once and good for setting one’s own', async () => {
  const keeper = await server.as('system_administrator');
  const personId = await newcomer('单卫红');
  const made = await keeper.post('/api/accounts', { personId, account: 'shanweihong', why: '新到岗' });
  expect(made.status).toBe(201);
  expect(made.body.account).toMatchObject({ account: 'shanweihong', state: 'never_signed_in', passwordDue: true });
  const person = browser(server);
  expect((await person.signIn('shanweihong', made.body.password)).body.restriction).toBe('password');
  const current = made.body.password;
  await person.post('/api/account/password', { current, password: 'Eigen-und-gut-1' });
  expect((await keeper.get('/api/accounts?q=swh')).body.accounts).toMatchObject([
    { account: 'shanweihong', state: 'active', passwordDue: false },
  ]);
  for (const again of [
    { personId, account: 'anders' },
    { personId: await newcomer('王五'), account: 'ShanWeiHong' },
  ])
    expect((await keeper.post('/api/accounts', { ...again, why: '再来' })).body.code).toBe('ACCOUNT_TAKEN');
  expect((await keeper.post('/api/accounts', { personId: newId(), account: 'keiner', why: '无此人' })).status).toBe(
    404,
  );
});

test('accounts are found by name, account and pinyin, page by page', async () => {
  const keeper = await server.as('system_administrator');
  const found = async (query: string) =>
    (await keeper.get(`/api/accounts?${query}`)).body.accounts.map((row: { account: string }) => row.account);
  expect(await found('q=shan')).toContain('shanweihong');
  expect(await found(`q=${encodeURIComponent('卫红')}`)).toEqual(['shanweihong']);
  expect(await found('q=LEADER')).toEqual(['leader']);
  const first = (await keeper.get('/api/accounts?limit=5')).body;
  const rest = (await keeper.get(`/api/accounts?limit=200&cursor=${encodeURIComponent(first.nextCursor)}`)).body;
  expect(first.accounts.length + rest.accounts.length).toBe(first.total);
  expect(new Set([...first.accounts, ...rest.accounts].map((row) => row.personId)).size).toBe(first.total);
});

test('disabling ends sessions and tokens at once; enabling brings back the account, not the tokens', async () => {
  const keeper = await server.as('system_administrator');
  const { personId } = server.city.people.approver;
  const person = browser(server);
  await person.signIn('approver');
  const scopes = ['reports.*'];
  const made = await person.post('/api/account/tokens', { name: '抓取', scopes, expiresOn: '2026-12-31' });
  const machine = () =>
    server.app.inject({ url: '/api/reports', headers: { authorization: `Bearer ${made.body.token}` } });
  expect((await machine()).statusCode).toBe(200);
  expect((await keeper.post(`/api/accounts/${personId}/disable`, { why: '调离' })).body).toMatchObject({
    state: 'disabled',
    disabledWhy: '调离',
    sessions: 0,
    tokens: 0,
  });
  expect((await person.get('/api/session')).status).toBe(401);
  expect((await machine()).statusCode).toBe(401);
  expect((await person.signIn('approver')).status).toBe(401);
  expect((await keeper.post(`/api/accounts/${personId}/disable`, { why: '再来' })).status).toBe(409);
  await keeper.post(`/api/accounts/${personId}/enable`, { why: '调回' });
  expect((await person.signIn('approver')).status).toBe(200);
  expect((await machine()).statusCode).toBe(401);
  expect(await eventsOf(server, 'approver')).toEqual(
    expect.arrayContaining(['create-token', 'disable', 'end-sessions', 'revoke-token', 'enable']),
  );
});

test('neither of the two administrators does the other’s work, and the auditor none', async () => {
  const { personId } = server.city.people.viewer;
  const why = { why: '试试' };
  const keepers = [
    ['/api/accounts', { personId, account: 'neu', ...why }],
    [`/api/accounts/${personId}/disable`, why],
    [`/api/accounts/${personId}/enable`, why],
  ] as const;
  const guards = ['unlock', 'password', 'second-factor/reset', 'sessions/end'].map(
    (act) => [`/api/accounts/${personId}/${act}`, why] as const,
  );
  for (const [role, works] of [
    ['security_administrator', keepers],
    ['system_administrator', guards],
    ['audit_administrator', [...keepers, ...guards]],
    ['supervision', [...keepers, ...guards]],
  ] as const)
    for (const [path, body] of works)
      expect([role, path, (await (await server.as(role)).post(path, body)).status]).toEqual([role, path, 403]);
  expect((await (await server.as('audit_administrator')).get('/api/accounts')).status).toBe(403);
});

test('no administrator does it to their own account', async () => {
  for (const [role, act] of [
    ['system_administrator', 'disable'],
    ['security_administrator', 'password'],
    ['security_administrator', 'second-factor/reset'],
  ] as const) {
    const { personId } = server.city.people[role];
    const own = await (await server.as(role)).post(`/api/accounts/${personId}/${act}`, { why: '自己' });
    expect(own.body.code).toBe('OWN_ACCOUNT');
  }
});

test('a forgotten password is replaced by one of chance, which ends sessions and the lock', async () => {
  const { personId } = server.city.people.statistics;
  const person = browser(server);
  await person.signIn('statistics');
  for (let tries = 0; tries < 5; tries += 1) await browser(server).signIn('statistics', 'falsch-1');
  const guard = await server.as('security_administrator');
  const { password } = (await guard.post(`/api/accounts/${personId}/password`, { why: '本人申请' })).body;
  expect((await person.get('/api/session')).status).toBe(401);
  expect((await browser(server).signIn('statistics')).status).toBe(401);
  expect((await browser(server).signIn('statistics', password)).body.restriction).toBe('password');
});
