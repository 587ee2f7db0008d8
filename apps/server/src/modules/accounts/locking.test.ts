import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/harness.ts';
import { browser, eventsOf } from './testing.ts';

const MINUTE = 60_000;
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server.close());

test('of 20 wrong tries at once five are answered, and the account is locked for all, also for the right password', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => browser(server).signIn('leader', `falsch-${index}`)),
  );
  const codes = answers.map((answer) => answer.body.code);
  expect(codes.filter((code) => code === 'SIGN_IN_FAILED')).toHaveLength(4);
  expect(codes.filter((code) => code === 'ACCOUNT_LOCKED')).toHaveLength(16);
  const right = await browser(server).signIn('leader');
  expect(right).toMatchObject({ status: 423, body: { code: 'ACCOUNT_LOCKED' } });
  expect(right.body.message).toContain('3/2 10:30');
  expect((await eventsOf(server, 'leader')).sort()).toEqual(['lock', ...Array(5).fill('sign-in-failed')]);
});

test('many who sign in rightly to one account at once all get in', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => browser(server).signIn('statistics')));
  expect(answers.map((answer) => answer.status)).toEqual(Array(12).fill(200));
});

test('a lock ends by itself after 30 minutes and not before', async () => {
  const person = browser(server);
  for (let tries = 0; tries < 5; tries += 1) await person.signIn('reporter', 'falsch-1');
  server.clock.advance(30 * MINUTE - 1);
  expect((await person.signIn('reporter')).status).toBe(423);
  server.clock.advance(1);
  expect((await person.signIn('reporter')).status).toBe(200);
});

test('tries that succeed, or lie far apart, do not add up', async () => {
  const person = browser(server);
  for (let round = 0; round < 2; round += 1) {
    for (let tries = 0; tries < 4; tries += 1)
      expect((await browser(server).signIn('approver', 'falsch-1')).status).toBe(401);
    expect((await person.signIn('approver')).status).toBe(200);
  }
  for (let tries = 0; tries < 7; tries += 1) {
    expect((await browser(server).signIn('approver', 'falsch-1')).status).toBe(401);
    server.clock.advance(31 * MINUTE);
  }
});

test('an account that there is not is locked alike, and what was typed as its name is not kept', async () => {
  const answers = [];
  for (let tries = 0; tries < 6; tries += 1) answers.push(await browser(server).signIn('mein-Passwort!', 'x'));
  expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401, 401, 423, 423]);
  const kept = await server.db.system(async (tx) => [
    await tx.selectFrom('sign_in_failure').selectAll().execute(),
    await tx.selectFrom('event').selectAll().execute(),
  ]);
  expect(JSON.stringify(kept)).not.toContain('mein-Passwort');
});

test('the security administrator unlocks, with a reason, and nobody else', async () => {
  for (let tries = 0; tries < 5; tries += 1) await browser(server).signIn('viewer', 'falsch-1');
  const { personId } = server.city.people.viewer;
  const guard = await server.as('security_administrator');
  const listed = await guard.get('/api/accounts?state=locked');
  expect(listed.body.accounts.map((row: { account: string }) => row.account)).toContain('viewer');
  for (const role of ['system_administrator', 'audit_administrator', 'supervision'] as const) {
    const other = await server.as(role);
    expect((await other.post(`/api/accounts/${personId}/unlock`, { why: '试试' })).status).toBe(403);
  }
  expect((await guard.post(`/api/accounts/${personId}/unlock`, { why: '' })).status).toBe(400);
  const unlocked = await guard.post(`/api/accounts/${personId}/unlock`, { why: '本人来电核实' });
  expect(unlocked.body).toMatchObject({ account: 'viewer', lockedUntil: null });
  expect((await browser(server).signIn('viewer')).status).toBe(200);
  expect(await eventsOf(server, 'viewer')).toContain('unlock');
});
