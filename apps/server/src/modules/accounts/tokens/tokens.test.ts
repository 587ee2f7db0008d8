import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../platform/ids.ts';
import { startTestServer, type TestServer } from '../../../testing/harness.ts';

const DAY = 86_400_000;
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server.close());

const expiresOn = '2026-12-31';
const by = (token: string, url: string, method: 'GET' | 'POST' = 'GET') =>
  server.app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${token}` },
    ...(method === 'POST' ? { payload: {} } : {}),
  });

test('a token does what it was made for, of what its owner may, and nothing else', async () => {
  const client = await server.as('leader');
  const made = await client.post('/api/account/tokens', { name: '大屏', scopes: ['ledgers.*'], expiresOn });
  expect(made.status).toBe(201);
  const { token, row } = made.body;
  expect(token).toMatch(/^luoshi_[\w-]{43}$/);
  expect(row).toMatchObject({ prefix: token.slice(0, 13), state: 'valid', lastUsedAt: null, createdBy: '测试leader' });
  expect((await by(token, '/api/ledgers/supervision/items')).statusCode).toBe(200);
  expect((await by(token, '/api/organisations')).json().code).toBe('NOT_ALLOWED');
  const kept = await server.db.system(async (tx) => [
    await tx.selectFrom('api_token').selectAll().execute(),
    await tx.selectFrom('event').selectAll().execute(),
    await tx.selectFrom('idempotency').selectAll().execute(),
  ]);
  expect(JSON.stringify(kept)).not.toContain(token.slice(13));
});

test('no token is made for accounts or settings, nor for what there is not', async () => {
  const client = await server.as('security_administrator');
  for (const scope of ['accounts.list', 'accounts.*', 'settings.change', 'nowhere.*', 'ledgers.sing'])
    expect((await client.post('/api/account/tokens', { name: '越权', scopes: [scope], expiresOn })).body.code).toBe(
      'TOKEN_SCOPE',
    );
  expect(
    (await client.get('/api/account/token-scopes')).body.rooms.map((one: { room: string }) => one.room),
  ).not.toContain('accounts');
});

test('what a token says in the database does not open them either', async () => {
  const client = await server.as('security_administrator');
  const { body } = await client.post('/api/account/tokens', { name: '同步', scopes: ['people.*'], expiresOn });
  await server.db.system((tx) =>
    tx
      .updateTable('api_token')
      .set({ scopes: ['accounts.*', 'accounts.show-own', 'settings.*'] })
      .where('id', '=', body.row.id)
      .execute(),
  );
  for (const url of ['/api/account', '/api/session', '/api/accounts', '/api/settings'])
    expect([url, (await by(body.token, url)).statusCode]).toEqual([url, 403]);
});

test('a machine never acts as an administrator of system or security', async () => {
  const client = await server.as('system_administrator');
  const { rooms } = (await client.get('/api/account/token-scopes')).body;
  const people = rooms.find((one: { room: string }) => one.room === 'people');
  const made = await client.post('/api/account/tokens', { name: '同步', scopes: ['people.*'], expiresOn });
  expect(people.operations).not.toContain('people.add-person');
  expect((await by(made.body.token, '/api/people')).statusCode).toBe(403);
});

test('it ends with its day in Beijing, lives a year at most, and can be revoked', async () => {
  const client = await server.as('viewer');
  const make = (until: string) =>
    client.post('/api/account/tokens', { name: '短期', scopes: ['ledgers.*'], expiresOn: until });
  expect((await make('2027-03-04')).body.code).toBe('TOKEN_EXPIRY');
  expect((await make('2026-03-01')).body.code).toBe('TOKEN_EXPIRY');
  expect((await make('2026-02-31')).status).toBe(400);
  const { token } = (await make('2026-03-02')).body;
  server.clock.set(new Date('2026-03-02T15:59:59Z'));
  expect((await by(token, '/api/ledgers/supervision/items')).statusCode).toBe(200);
  server.clock.set(new Date('2026-03-02T16:00:00Z'));
  expect((await by(token, '/api/ledgers/supervision/items')).statusCode).toBe(401);
  const other = (await make('2026-06-30')).body;
  expect((await client.delete(`/api/account/tokens/${other.row.id}`)).status).toBe(204);
  expect((await by(other.token, '/api/ledgers/supervision/items')).statusCode).toBe(401);
  const { tokens } = (await client.get('/api/account/tokens')).body;
  expect(tokens.map((one: { state: string }) => one.state).sort()).toEqual(['expired', 'revoked']);
  expect((await (await server.as('leader')).delete(`/api/account/tokens/${tokens[0].id}`)).status).toBe(404);
});

test('when it was last used is written at most once a minute', async () => {
  const client = await server.as('statistics');
  const { token } = (await client.post('/api/account/tokens', { name: '抓取', scopes: ['ledgers.*'], expiresOn })).body;
  const used = async () => (await client.get('/api/account/tokens')).body.tokens[0].lastUsedAt;
  await by(token, '/api/ledgers/supervision/items');
  const first = await used();
  expect(first).toBe(server.clock.now().toISOString());
  server.clock.advance(59_000);
  await by(token, '/api/ledgers/supervision/items');
  expect(await used()).toBe(first);
  server.clock.advance(DAY);
  await by(token, '/api/ledgers/supervision/items');
  expect(await used()).toBe(server.clock.now().toISOString());
});

test('a machine of its own: an account without a password, whose tokens the system administrator makes and either revokes', async () => {
  const keeper = await server.as('system_administrator');
  const personId = newId();
  await server.db.system((tx) =>
    tx.insertInto('person').values({ tenant_id: server.city.tenantId, id: personId, name: '省督查平台接口' }).execute(),
  );
  const account = await keeper.post('/api/accounts', { personId, account: 'sheng-ducha', service: true, why: '对接' });
  expect(account.body).toMatchObject({ password: null, account: { service: true, state: 'active' } });
  const token = { name: '对接', scopes: ['ledgers.*'], expiresOn };
  const made = await keeper.post(`/api/accounts/${personId}/tokens`, token);
  expect(made.status).toBe(201);
  // Without a post it may nothing but what everybody may.
  expect((await by(made.body.token, '/api/ledgers/supervision/items')).statusCode).toBe(403);
  const { personId: reporter } = server.city.people.reporter;
  expect((await keeper.post(`/api/accounts/${reporter}/tokens`, token)).body.code).toBe('ACCOUNT_STATE');
  const guard = await server.as('security_administrator');
  expect((await guard.post(`/api/accounts/${personId}/password`, { why: '重置' })).body.code).toBe('ACCOUNT_STATE');
  const revoke = `/api/accounts/${personId}/tokens/${made.body.row.id}/revoke`;
  expect((await guard.post(revoke, { why: '停止对接' })).status).toBe(204);
  expect((await by(made.body.token, '/api/ledgers/supervision/items')).statusCode).toBe(401);
});
