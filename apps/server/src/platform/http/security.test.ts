import { afterAll, beforeAll, expect, test } from 'vitest';
import { accounts } from '../../modules/accounts/index.ts';
import { type Client, startTestServer, type TestServer } from '../../testing/harness.ts';
import { bytesOf, REPORT } from '../../testing/report-text.ts';
import { SESSION_COOKIE } from './app.ts';

let server: TestServer;
let office: Client;
beforeAll(async () => {
  server = await startTestServer({ trustedProxies: ['127.0.0.1'] });
  office = await server.as('supervision');
});
afterAll(() => server.close());

const tls = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'luoshi.example' };

test('every answer forbids what the page does not need; HSTS only where it came by TLS', async () => {
  const plain = await server.app.inject({ url: '/api/city' });
  const policy = String(plain.headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(/script-src[^;]*unsafe/.test(policy)).toBe(false);
  expect(plain.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('geolocation=()'),
  });
  expect(plain.headers['strict-transport-security']).toBeUndefined();
  const secure = await server.app.inject({ url: '/api/city', headers: tls });
  expect(secure.headers['strict-transport-security']).toBe('max-age=31536000');
});

test('by TLS the session’s cookie is a __Host- one, and one without the prefix is not taken', async () => {
  const payload = { account: server.city.people.viewer.account, password: 'ceshi-2026' };
  const signedIn = await server.app.inject({ method: 'POST', url: '/api/session', payload, headers: tls });
  expect(signedIn.statusCode).toBe(200);
  const cookie = signedIn.cookies.find((one) => one.name === `__Host-${SESSION_COOKIE}`)!;
  expect(cookie).toMatchObject({ secure: true, httpOnly: true, path: '/', sameSite: 'Strict' });
  expect(cookie.domain).toBeUndefined();
  const asks = (name: string) =>
    server.app.inject({ url: '/api/session', headers: { ...tls, cookie: `${name}=${cookie.value}` } });
  expect((await asks(`__Host-${SESSION_COOKIE}`)).statusCode).toBe(200);
  expect((await asks(SESSION_COOKIE)).statusCode).toBe(401);
});

test('another site can send no write, whatever its form: JSON, a form, a file', async () => {
  const foreign = { origin: 'https://elsewhere.example', cookie: office.cookie };
  for (const type of [
    'application/json',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
  ]) {
    const answer = await server.app.inject({
      method: 'POST',
      url: '/api/reports',
      headers: { ...foreign, 'content-type': type },
      payload: '{}',
    });
    expect(answer.json().code).toBe('FOREIGN_ORIGIN');
  }
  const sandboxed = await server.app.inject({
    method: 'DELETE',
    url: '/api/session',
    headers: { origin: 'null', cookie: office.cookie },
  });
  expect(sandboxed.json().code).toBe('FOREIGN_ORIGIN');
});

test('a key that turns objects into others is refused, in a body, a query and a form', async () => {
  const body = await server.app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { 'content-type': 'application/json' },
    payload: '{"account":"a","password":"b","__proto__":{"polluted":true}}',
  });
  expect(body.statusCode).toBe(400);
  const query = await office.get('/api/reports?__proto__[polluted]=1&constructor.prototype.polluted=1');
  expect(query.status).toBe(200);
  const form = await office.upload(
    '/api/reports',
    { name: 'a.txt', bytes: bytesOf('x') },
    { constructor: '1', organId: server.city.organId },
  );
  expect(form.body.code).toBe('REQUEST_MALFORMED');
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test('what an operation does not ask for does not get in: no field sets another row, city or person', async () => {
  const started = await office.upload(
    '/api/reports',
    { name: '报告.txt', bytes: bytesOf(REPORT) },
    {
      organId: server.city.organId,
      unclassified: 'true',
      tenant_id: '00000000-0000-7000-8000-000000000000',
      person_name: '别人',
      state: 'done',
    },
  );
  expect(started.status).toBe(202);
  const row = await server.db.transaction(server.city.tenantId, (tx) =>
    tx.selectFrom('report_import').selectAll().where('id', '=', started.body.id).executeTakeFirstOrThrow(),
  );
  expect(row).toMatchObject({ tenant_id: server.city.tenantId, state: 'queued', person_name: office.actor.name });
});

test('a file’s name is made safe when it comes in, and in the header when it goes out', async () => {
  const started = await office.upload(
    '/api/reports',
    { name: '..\\..\\报告\u202ecod.exe;\u0007".txt', bytes: bytesOf(`${REPORT}又一份`) },
    { organId: server.city.organId, unclassified: 'true' },
  );
  expect(started.body.fileName).not.toMatch(/[\\/\p{Cc}\p{Cf}"]/u);
  await server.runJobs();
  const done = await office.get(`/api/imports/${started.body.id}`);
  const file = await office.get(`/api/reports/${done.body.reportId}/file`);
  const header = String(file.headers['content-disposition']);
  expect(header).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[A-Za-z0-9._~%-]+$/);
  expect(file.headers['content-type']).toBe('application/octet-stream');
});

test('typed text with a security marking is refused wherever it stands; ordinary words are not', async () => {
  const reports = (await office.get('/api/reports')).body.reports;
  const { decisions } = (await office.get(`/api/breakdowns/${reports[0].id}`)).body;
  const say = (reason: string) =>
    office.post(`/api/breakdowns/${reports[0].id}/sentences/${decisions[0].sentence}/reject`, {
      rowVersion: 1,
      reason,
    });
  const refused = await say('见附件（机密★10年）');
  expect(refused.status).toBe(422);
  expect(refused.body).toMatchObject({ code: 'FILE_CLASSIFIED', message: expect.stringContaining('机密★10年') });
  expect((await say('属国家秘密保护工作，另有安排')).status).toBe(200);
});

test('an address below /api that is no operation cannot be opened at all', async () => {
  const naked = { name: 'naked', routes: (app: TestServer['app']) => void app.get('/api/naked', async () => 'x') };
  await expect(startTestServer({ rooms: [accounts, naked] })).rejects.toThrow('/api/naked is no operation');
});
