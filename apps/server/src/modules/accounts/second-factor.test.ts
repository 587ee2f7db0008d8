import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEST_PASSWORD } from '../../testing/builders.ts';
import { startTestServer, type TestServer } from '../../testing/harness.ts';
import type { Role } from '../people/contract.ts';
import { browser, eventsOf } from './testing.ts';

const STEP = 30_000;
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server.close());

/** What the person's phone shows, so many steps from now. */
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.clock.now().getTime() + steps * STEP });

/** Signs in and sets up the second factor. */
async function enrol(role: Role) {
  const person = browser(server);
  await person.signIn(role);
  const { secret, uri } = (await person.post('/api/account/second-factor')).body;
  const confirmed = await person.post('/api/account/second-factor/confirm', { code: codeOf(secret) });
  server.clock.advance(STEP);
  return { person, secret: secret as string, uri: uri as string, codes: confirmed.body.codes as string[] };
}

const give = (person: ReturnType<typeof browser>, code: string) => person.post('/api/session/second-factor', { code });

test('once set up it is asked for at every sign-in, and nothing else is possible before', async () => {
  const { secret, uri, codes } = await enrol('leader');
  expect(uri).toMatch(/^otpauth:\/\/totp\/.*leader.*secret=/);
  expect(codes).toHaveLength(10);
  const person = browser(server);
  expect((await person.signIn('leader')).body).toMatchObject({
    restriction: 'second_factor',
    secondFactor: { enrolled: true },
  });
  expect(await person.get('/api/organisations')).toMatchObject({
    status: 403,
    body: { code: 'SECOND_FACTOR_REQUIRED' },
  });
  // Nor may whoever has only the password set another factor, or another password.
  expect((await person.post('/api/account/second-factor')).status).toBe(409);
  const password = { current: TEST_PASSWORD, password: 'Neu-und-gut-1' };
  expect((await person.post('/api/account/password', password)).status).toBe(403);
  expect((await give(person, codeOf(secret))).body.restriction).toBeNull();
  expect((await person.get('/api/organisations')).status).toBe(200);
  expect(await eventsOf(server, 'leader')).toEqual(
    expect.arrayContaining(['sign-in', 'enrol-second-factor', 'give-second-factor']),
  );
});

test('a code is good once, also at the same moment in two browsers', async () => {
  const { secret } = await enrol('reporter');
  const [one, two, three] = [browser(server), browser(server), browser(server)];
  for (const person of [one, two, three]) await person.signIn('reporter');
  const code = codeOf(secret);
  const answers = await Promise.all([give(one, code), give(two, code)]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422]);
  expect(answers.find((answer) => answer.status === 422)!.body.code).toBe('SECOND_FACTOR_WRONG');
  // Nor is an older one good after it.
  expect((await give(three, codeOf(secret, -1))).status).toBe(422);
  expect((await give(three, codeOf(secret, 1))).status).toBe(200);
});

test('a phone whose clock is off by up to a step is understood, by two it is not', async () => {
  const { secret } = await enrol('approver');
  server.clock.advance(5 * STEP);
  const person = browser(server);
  await person.signIn('approver');
  for (const steps of [-2, 2]) expect((await give(person, codeOf(secret, steps))).status).toBe(422);
  expect((await give(person, codeOf(secret, -1))).status).toBe(200);
});

test('guessing codes locks the account, and the password alone does not begin the count anew', async () => {
  await enrol('statistics');
  for (let tries = 0; tries < 4; tries += 1) {
    const person = browser(server);
    await person.signIn('statistics');
    expect((await give(person, '000000')).body.code).toBe('SECOND_FACTOR_WRONG');
  }
  const person = browser(server);
  await person.signIn('statistics');
  await give(person, '000000');
  expect((await browser(server).signIn('statistics')).status).toBe(423);
});

test('a recovery code signs in once', async () => {
  const { codes } = await enrol('duty_officer');
  const [one, two] = [browser(server), browser(server)];
  await one.signIn('duty_officer');
  await two.signIn('duty_officer');
  expect((await give(one, codes[3]!.toUpperCase())).body.restriction).toBeNull();
  expect((await give(two, codes[3]!)).status).toBe(422);
  expect((await one.get('/api/account')).body.secondFactor.recoveryCodes).toBe(9);
  const kept = await server.db.system((tx) => tx.selectFrom('recovery_code').selectAll().execute());
  expect(JSON.stringify(kept)).not.toContain(codes[0]);
});

test('the secret lies sealed in the database', async () => {
  const { secret } = await enrol('project_office');
  const rows = await server.db.system((tx) => tx.selectFrom('second_factor').selectAll().execute());
  expect(JSON.stringify(rows)).not.toContain(secret);
});

test('a role that needs it is made to set it up, and cannot do without; the security administrator resets it', async () => {
  await server.db.system((tx) =>
    tx
      .insertInto('setting')
      .values({ tenant_id: server.city.tenantId, name: 'accounts.second-factor', value: '{"roles":["viewer"]}' })
      .execute(),
  );
  await server.db.system((tx) =>
    tx.updateTable('account').set({ demo_password: null }).where('name', '=', 'viewer').execute(),
  );
  const first = browser(server);
  expect((await first.signIn('viewer')).body).toMatchObject({
    restriction: 'second_factor',
    secondFactor: { enrolled: false, required: true },
  });
  expect((await first.get('/api/organisations')).status).toBe(403);
  const { person, secret } = await enrol('viewer');
  expect((await person.get('/api/organisations')).status).toBe(200);
  expect((await first.get('/api/session')).status).toBe(401);
  expect((await person.post('/api/account/second-factor/remove', { password: TEST_PASSWORD })).body.code).toBe(
    'SECOND_FACTOR_STATE',
  );
  const { personId } = server.city.people.viewer;
  const reset = `/api/accounts/${personId}/second-factor/reset`;
  expect((await (await server.as('system_administrator')).post(reset, { why: '换手机' })).status).toBe(403);
  expect((await (await server.as('security_administrator')).post(reset, { why: '换手机' })).body.secondFactor).toBe(
    false,
  );
  expect((await person.get('/api/session')).status).toBe(401);
  const again = browser(server);
  await again.signIn('viewer');
  expect((await give(again, codeOf(secret, 1))).status).toBe(409);
});

test('whose role does not need it may do without again, by the password', async () => {
  const { person } = await enrol('county_office');
  expect((await person.post('/api/account/second-factor/remove', { password: 'falsch' })).status).toBe(422);
  expect((await person.post('/api/account/second-factor/remove', { password: TEST_PASSWORD })).status).toBe(204);
  expect((await browser(server).signIn('county_office')).body.restriction).toBeNull();
});

test('by the standard the three administrators need it, where their passwords are not public', async () => {
  await server.db.system(async (tx) => {
    await tx.deleteFrom('setting').execute();
    await tx.updateTable('account').set({ demo_password: null }).execute();
  });
  expect((await browser(server).signIn('audit_administrator')).body.restriction).toBe('second_factor');
  expect((await browser(server).signIn('supervision')).body.restriction).toBeNull();
});
