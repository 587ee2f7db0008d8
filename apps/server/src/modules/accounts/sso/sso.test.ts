import { afterAll, beforeAll, expect, test } from 'vitest';
import { json } from '../../../platform/db/columns.ts';
import { startTestServer, type TestServer } from '../../../testing/harness.ts';
import { browser, eventsOf } from '../testing.ts';
import { CLIENT, startProvider, type TestProvider } from './testing.ts';

const ADDRESS = 'http://ds.luoshi.example';
let server: TestServer;
let provider: TestProvider;
beforeAll(async () => {
  server = await startTestServer();
  provider = await startProvider(`${ADDRESS}/sso/callback`, `${ADDRESS}/sign-in`);
  process.env.LUOSHI_SSO_SECRET = CLIENT.secret;
}, 60_000);
afterAll(async () => {
  delete process.env.LUOSHI_SSO_SECRET;
  await provider.close();
  await server.close();
});

/** What the city has set; the host is in the table of outgoing addresses unless told. */
async function set(accountClaim: string, table = [provider.host]): Promise<void> {
  const sso = { issuer: provider.issuer, name: '市统一认证', clientId: CLIENT.id, accountClaim, address: ADDRESS };
  const rows = [
    { name: 'accounts.sso', value: json(sso) },
    { name: 'outgoing.addresses', value: json(table) },
  ];
  await server.db.system(async (tx) => {
    await tx.deleteFrom('setting').execute();
    await tx
      .insertInto('setting')
      .values(rows.map((row) => ({ ...row, tenant_id: server.city.tenantId })))
      .execute();
  });
}

/** From the button on the sign-in page to the answer at the return. */
async function signInAs(subject: string) {
  const person = browser(server);
  const begun = (await person.post('/api/sso')).body;
  const back = await provider.visit(begun.url, subject);
  const finish = (query = back.search) => person.post('/api/sso/session', { attempt: begun.attempt, query });
  return { person, begun, back, finish };
}

test('without a provider there is no button, and no beginning', async () => {
  expect((await browser(server).get('/api/city')).body.sso).toBeNull();
  expect((await browser(server).post('/api/sso')).body.code).toBe('SSO_NOT_SET');
});

test('a person whom the security administrator has linked signs in through the provider, and signs out there too', async () => {
  await set('');
  expect((await browser(server).get('/api/city')).body.sso).toEqual({ name: '市统一认证' });
  const stranger = await signInAs('person-0815');
  expect(await stranger.finish()).toMatchObject({
    status: 403,
    body: { code: 'SSO_UNKNOWN', details: { subject: 'person-0815' } },
  });
  const { personId } = server.city.people.leader;
  const guard = await server.as('security_administrator');
  const linked = await guard.post(`/api/accounts/${personId}/sso`, { subject: 'person-0815', why: '本人申请' });
  expect(linked.body.identities).toMatchObject([{ issuer: provider.issuer, subject: 'person-0815' }]);
  const { person, finish } = await signInAs('person-0815');
  expect((await finish()).body).toMatchObject({ account: 'leader', restriction: null });
  expect((await person.get('/api/account/sessions')).body.sessions[0].way).toBe('sso');
  expect(await eventsOf(server, 'leader')).toEqual(['link-sso', 'sign-in']);
  const rows = await server.db.system((tx) => tx.selectFrom('session').selectAll().execute());
  expect(rows.filter((row) => row.sso_token).every((row) => !row.sso_token!.startsWith('ey'))).toBe(true);
  const exit = new URL((await person.delete('/api/session')).body.providerUrl);
  expect(exit.origin).toBe(provider.issuer);
  expect(exit.searchParams.get('post_logout_redirect_uri')).toBe(`${ADDRESS}/sign-in`);
  expect((await fetch(exit)).status).toBe(200);
  expect((await person.get('/api/session')).status).toBe(401);
});

test('the provider’s word for the account links it where the city trusts it, and never makes one', async () => {
  await set('preferred_username');
  expect((await (await signInAs('person-reporter')).finish()).body.account).toBe('reporter');
  expect(await eventsOf(server, 'reporter')).toEqual(['link-sso', 'sign-in']);
  expect((await (await signInAs('person-niemand')).finish()).body.code).toBe('SSO_UNKNOWN');
  // An account that is linked to somebody else there keeps its link.
  expect((await (await signInAs('person-leader')).finish()).body.code).toBe('SSO_UNKNOWN');
  await server.db.system((tx) =>
    tx.updateTable('account').set({ disabled_at: server.clock.now() }).where('name', '=', 'reporter').execute(),
  );
  expect((await (await signInAs('person-reporter')).finish()).body.code).toBe('SSO_UNKNOWN');
});

test('an answer is good once, for the browser that began, for ten minutes, and unchanged', async () => {
  await set('preferred_username');
  const first = await signInAs('person-approver');
  expect((await first.finish()).status).toBe(200);
  expect((await first.finish()).body.code).toBe('SSO_FAILED');
  const [mine, other] = [await signInAs('person-approver'), await signInAs('person-viewer')];
  // Somebody else's answer does not fit what this browser began with.
  expect((await mine.finish(other.back.search)).body.code).toBe('SSO_FAILED');
  const late = await signInAs('person-approver');
  server.clock.advance(10 * 60_000);
  expect((await late.finish()).body.code).toBe('SSO_FAILED');
  const forged = await signInAs('person-approver');
  const query = new URLSearchParams(forged.back.search);
  query.set('code', 'erfunden');
  expect((await forged.finish(`?${query}`)).body).toMatchObject({ code: 'SSO_FAILED' });
});

test('whoever says no there is told so, and an unlinked person is out', async () => {
  const refused = await (await signInAs('nobody')).finish();
  expect(refused.body.message).toContain('access_denied');
  const { person, finish } = await signInAs('person-viewer');
  await finish();
  const { personId } = server.city.people.viewer;
  const guard = await server.as('security_administrator');
  const gone = await guard.post(`/api/accounts/${personId}/sso/unlink`, { subject: 'person-viewer', why: '离岗' });
  expect(gone.body.identities).toEqual([]);
  expect((await person.get('/api/session')).status).toBe(401);
});

test('the provider is only reached where the table of outgoing addresses lists it', async () => {
  await set('', ['sso.example.gov.cn']);
  const refused = await browser(server).post('/api/sso');
  expect(refused).toMatchObject({ status: 502, body: { code: 'SSO_FAILED' } });
  expect(refused.body.message).toContain('外联地址表');
});

test('a second factor that the person has is asked for after the provider as well', async () => {
  await set('preferred_username');
  await server.db.system((tx) =>
    tx.updateTable('account').set({ demo_password: null }).where('name', '=', 'audit_administrator').execute(),
  );
  expect((await (await signInAs('person-audit_administrator')).finish()).body.restriction).toBe('second_factor');
});
