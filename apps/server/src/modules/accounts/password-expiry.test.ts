import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEST_PASSWORD } from '../../testing/builders.ts';
import { startTestServer, type TestServer } from '../../testing/harness.ts';
import { browser, makeReal } from './testing.ts';

const DAY = 86_400_000;
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await makeReal(server);
});
afterAll(() => server.close());

const told = async () => {
  await server.runJobs();
  return (await (await server.as('reporter')).get('/api/notifications')).body.notifications;
};

test('a week before a password is too old its owner is told, once, and not where it has been changed since', async () => {
  const person = browser(server);
  await person.signIn('reporter');
  const change = (current: string, password: string) => person.post('/api/account/password', { current, password });
  expect((await change(TEST_PASSWORD, 'Neu-und-gut-1')).status).toBe(200);
  server.clock.advance(DAY);
  await person.signIn('reporter', 'Neu-und-gut-1');
  expect((await change('Neu-und-gut-1', 'Neu-und-gut-2')).status).toBe(200);
  server.clock.advance(83 * DAY - 1000);
  expect(await told()).toEqual([]);
  server.clock.advance(1000);
  expect(await told()).toMatchObject([
    { title: '密码即将到期', text: expect.stringContaining('7 天内'), link: '/account' },
  ]);
  server.clock.advance(DAY);
  expect(await told()).toMatchObject([{ times: 1 }]);
});
