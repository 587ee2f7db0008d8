import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Client, startTestServer, type TestServer } from '../../testing/harness.ts';
import { ordinary, pressing, reachable, set, tell } from './testing.ts';

let server: TestServer;
let keeper: Client;
let me: string;

/** A webhook that does as it is told, one after the other, and keeps what came. */
let hook: Server;
let hookUrl: string;
let answers: (string | number | 'hang')[] = [];
const posts: { url: URL; key: string; text: string }[] = [];

/** A mail server that does as it is told and keeps what came. */
let smtp: SMTPServer;
let refusal: { responseCode: number } | null = null;
const mails: string[] = [];

beforeAll(async () => {
  server = await startTestServer();
  keeper = await server.as('system_administrator');
  me = server.city.people.reporter.personId;
  hook = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const url = new URL(request.url!, 'http://hook');
      posts.push({ url, key: String(request.headers['idempotency-key']), text: JSON.parse(body).text.content });
      const answer = answers.shift() ?? '{"errcode":0,"errmsg":"ok"}';
      if (answer === 'hang') return;
      if (typeof answer === 'number') response.writeHead(answer).end();
      else response.end(answer);
    });
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  const hookPort = (hook.address() as AddressInfo).port;
  hookUrl = `http://127.0.0.1:${hookPort}`;
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => done(refusal ? Object.assign(new Error('refused'), refusal) : null),
    onData(stream, _session, done) {
      let mail = '';
      stream.on('data', (chunk) => {
        mail += chunk;
      });
      stream.on('end', () => {
        mails.push(mail);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const smtpPort = (smtp.server.address() as AddressInfo).port;
  await set(server, 'outgoing.addresses', [`127.0.0.1:${hookPort}`, `127.0.0.1:${smtpPort}`]);
  const mail = { host: '127.0.0.1', port: smtpPort, security: 'none', user: '', from: 'luoshi@test.gov.cn' };
  await set(server, 'notifications.mail', mail);
  await set(server, 'notifications.page', { address: 'http://10.1.2.3:8080' });
}, 60_000);
afterAll(async () => {
  hook.closeAllConnections();
  hook.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
  await server.close();
});
beforeEach(async () => {
  answers = [];
  refusal = null;
  posts.length = 0;
  mails.length = 0;
  server.clock.set(new Date('2026-03-02T02:00:00Z'));
  await server.db.system(async (tx) => {
    await tx.deleteFrom('job').execute();
    await tx.deleteFrom('message').execute();
    await tx.deleteFrom('notification').execute();
    await tx.deleteFrom('inbox').execute();
    await tx.deleteFrom('notification_preference').execute();
    await tx.deleteFrom('robot').execute();
  });
  await reachable(server, me, { email: 'zhang@test.gov.cn', phone: '13812345678' });
});

const messages = async (query = '') => (await keeper.get(`/api/notifications/messages${query}`)).body;
const addRobot = async (channel: 'wecom' | 'dingtalk', secret = '', types: string[] = [ordinary.name]) =>
  (
    await keeper.post('/api/notifications/robots', {
      name: `机器人${channel}`,
      channel,
      url: `${hookUrl}/send?key=geheim`,
      secret,
      types,
      enabled: true,
    })
  ).body;
const decoded = (mail: string) => {
  const body = mail.split('\r\n\r\n').slice(1).join('\r\n\r\n');
  return /base64/i.test(mail.split('\r\n\r\n')[0]!) ? Buffer.from(body, 'base64').toString() : body;
};

test('an urgent notification goes by mail at once, with its link and its own Message-ID', async () => {
  const matter = await tell(server, { people: [me] }, '火情', { type: pressing });
  expect(mails).toHaveLength(1);
  const [message] = (await messages('?channel=mail')).messages;
  expect(mails[0]).toContain(`Message-ID: <${message.id}@test.gov.cn>`);
  expect(mails[0]).toContain('To: zhang@test.gov.cn');
  expect(decoded(mails[0]!)).toContain(`http://10.1.2.3:8080/things/${matter}`);
  expect(message).toMatchObject({ state: 'sent', attempts: 1, subject: '紧急事项', body: null, retriable: false });
  expect(message.to).toBe('测* (z***@test.gov.cn)');
});

test('a mail that is not taken now is tried again with growing pauses and the same Message-ID, and then given up', async () => {
  refusal = { responseCode: 451 };
  await tell(server, { people: [me] }, '火情', { type: pressing });
  const one = async () => (await messages('?channel=mail')).messages[0];
  expect(await one()).toMatchObject({ state: 'waiting', attempts: 1, lastError: expect.stringContaining('451') });
  server.clock.advance(10_000);
  await server.runJobs();
  expect((await one()).attempts).toBe(1);
  server.clock.advance(20_000);
  await server.runJobs();
  expect((await one()).attempts).toBe(2);
  for (let tries = 0; tries < 10; tries += 1) {
    server.clock.advance(5 * 3_600_000);
    await server.runJobs();
  }
  expect(await one()).toMatchObject({ state: 'failed', attempts: 8, dueAt: null, retriable: true });
  // Somebody has repaired the server and asks for it again.
  refusal = null;
  const { id } = await one();
  expect((await keeper.post(`/api/notifications/messages/${id}/retry`)).body.state).toBe('waiting');
  await server.runJobs();
  expect(await one()).toMatchObject({ state: 'sent', attempts: 1 });
  expect(mails[0]).toContain(`Message-ID: <${id}@`);
  expect((await keeper.post(`/api/notifications/messages/${id}/retry`)).status).toBe(409);
});

test('an address that the mail server refuses is given up at once, and says why', async () => {
  refusal = { responseCode: 550 };
  await tell(server, { people: [me] }, '火情', { type: pressing });
  const [message] = (await messages('?channel=mail')).messages;
  expect(message).toMatchObject({ state: 'failed', attempts: 1, lastError: expect.stringContaining('拒收（550）') });
});

test('a robot repeats the types it is for: the words, the link and a number, in the form of 企业微信', async () => {
  await addRobot('wecom');
  const matter = await tell(server, { people: [me] }, '一件事');
  await tell(server, { people: [me] }, '别的', { type: pressing });
  expect(posts).toHaveLength(1);
  expect(posts[0]!.url.search).toBe('?key=geheim');
  expect(posts[0]!.text).toContain('【普通事项】发生了一件事。');
  expect(posts[0]!.text).toContain(`http://10.1.2.3:8080/things/${matter}`);
  const [message] = (await messages('?channel=wecom')).messages;
  expect(message).toMatchObject({ state: 'delivered', to: '机器人wecom' });
  expect(posts[0]!.key).toBe(message.id);
});

test('钉钉 is signed: HMAC-SHA256 of the time and the secret', async () => {
  await addRobot('dingtalk', 'SEC123');
  await tell(server, { people: [me] }, '一件事');
  const { searchParams } = posts[0]!.url;
  const timestamp = String(server.clock.now().getTime());
  expect(searchParams.get('timestamp')).toBe(timestamp);
  expect(searchParams.get('sign')).toBe(createHmac('sha256', 'SEC123').update(`${timestamp}\nSEC123`).digest('base64'));
});

test('a webhook that answers 500 and then 200 gets it once more with the same key', async () => {
  await addRobot('wecom');
  answers = [500, '{"errcode":45009,"errmsg":"api freq out of limit"}'];
  await tell(server, { people: [me] }, '一件事');
  const one = async () => (await messages('?channel=wecom')).messages[0];
  expect(await one()).toMatchObject({ state: 'waiting', lastError: expect.stringContaining('HTTP 500') });
  server.clock.advance(30_000);
  await server.runJobs();
  expect(await one()).toMatchObject({ state: 'waiting', lastError: expect.stringContaining('45009') });
  server.clock.advance(100_000);
  await server.runJobs();
  expect(await one()).toMatchObject({ state: 'delivered', attempts: 3, lastError: null });
  expect(new Set(posts.map(({ key }) => key)).size).toBe(1);
});

test('a webhook that no longer exists is given up with what to do', async () => {
  await addRobot('wecom');
  answers = ['{"errcode":93000,"errmsg":"invalid webhook url"}'];
  await tell(server, { people: [me] }, '一件事');
  expect((await messages()).messages[0]).toMatchObject({
    state: 'failed',
    lastError: expect.stringContaining('重新添加机器人'),
  });
});

test('a webhook that never answers leaves it unknown; it is sent again, and says so by its number', async () => {
  await addRobot('wecom');
  answers = ['hang'];
  await tell(server, { people: [me] }, '一件事');
  expect((await messages()).messages[0]).toMatchObject({ state: 'unknown', retriable: true });
  server.clock.advance(30_000);
  await server.runJobs();
  expect((await messages()).messages[0]).toMatchObject({ state: 'delivered', attempts: 2 });
  expect(posts[0]!.text.split('编号')[1]).toBe(posts[1]!.text.split('编号')[1]);
});

test('a robot whose address is not in the address table is not spoken to', async () => {
  await set(server, 'outgoing.addresses', ['qyapi.weixin.qq.com']);
  await addRobot('wecom');
  await tell(server, { people: [me] }, '一件事');
  expect(posts).toEqual([]);
  expect((await messages()).messages[0]).toMatchObject({
    state: 'failed',
    lastError: expect.stringContaining('外联地址表'),
  });
  const ports = [(hook.address() as AddressInfo).port, (smtp.server.address() as AddressInfo).port];
  await set(
    server,
    'outgoing.addresses',
    ports.map((port) => `127.0.0.1:${port}`),
  );
});

test('a robot is tried, changed and removed; its address is never given out', async () => {
  const robot = await addRobot('dingtalk', 'SEC123');
  expect(JSON.stringify(robot)).not.toMatch(/geheim|SEC123/);
  expect(robot).toMatchObject({ url: `${hookUrl}/send?…`, signed: true });
  await keeper.post(`/api/notifications/robots/${robot.id}/test`);
  await server.runJobs();
  expect(posts[0]!.text).toContain('测试消息');
  const { id, url: _url, signed: _signed, ...fields } = robot;
  expect((await keeper.patch(`/api/notifications/robots/${id}`, { ...fields, enabled: false })).body.rowVersion).toBe(
    2,
  );
  expect((await keeper.patch(`/api/notifications/robots/${id}`, fields)).status).toBe(409);
  await tell(server, { people: [me] }, '一件事');
  expect(posts).toHaveLength(1);
  expect((await keeper.delete(`/api/notifications/robots/${id}`)).status).toBe(204);
  expect((await messages()).messages[0].to).toBe('机器人dingtalk');
  const rows = await server.db.system((tx) =>
    tx.selectFrom('event').where('subject_kind', '=', 'robot').selectAll().execute(),
  );
  expect(JSON.stringify(rows)).not.toMatch(/geheim|SEC123/);
});

test('text messages are simulated in the demonstration city, and say so', async () => {
  await tell(server, { people: [me] }, '火情', { type: pressing });
  const [message] = (await messages('?channel=sms')).messages;
  expect(message).toMatchObject({ simulated: true, state: 'delivered', to: '测* (138****5678)', body: '紧急：火情。' });
});

test('a real city simulates no text message unless it has chosen that', async () => {
  const demo = (value: boolean) => server.db.system((tx) => tx.updateTable('tenant').set({ demo: value }).execute());
  await demo(false);
  await tell(server, { people: [me] }, '火情', { type: pressing });
  expect((await messages('?channel=sms')).messages).toEqual([]);
  await set(server, 'notifications.sms', { sender: 'simulator' });
  await tell(server, { people: [me] }, '水情', { type: pressing });
  expect((await messages('?channel=sms')).messages).toMatchObject([{ simulated: true }]);
  await set(server, 'notifications.sms', { sender: 'off' });
  await demo(true);
});

test('quiet hours hold what is not urgent until they are over', async () => {
  const reporter = await server.as('reporter');
  const choices = { [ordinary.name]: { mail: 'at_once', sms: 'off' } };
  await reporter.put('/api/notifications/preferences', { quiet: null, digest: null, choices, rowVersion: 0 });
  server.clock.set(new Date('2026-03-02T15:00:00Z')); // 23:00 in Beijing
  await tell(server, { people: [me] }, '夜里的事');
  await tell(server, { people: [me] }, '夜里的急事', { type: pressing });
  expect(mails).toHaveLength(1);
  expect(decoded(mails[0]!)).toContain('夜里的急事');
  const held = (await messages('?state=waiting')).messages;
  expect(held).toMatchObject([{ heldUntil: '2026-03-02T23:00:00.000Z', subject: '普通事项' }]);
  server.clock.set(new Date('2026-03-02T23:00:00Z'));
  await server.runJobs();
  expect(mails).toHaveLength(2);
  expect(decoded(mails[1]!)).toContain('夜里的事');
});

test('once a day what is unread is summed up in one mail, also where the server was down at the time', async () => {
  await tell(server, { people: [me] }, '甲');
  await tell(server, { people: [me] }, '乙');
  await tell(server, { people: [me] }, '丙');
  expect(mails).toEqual([]);
  // Down over two mornings: one digest, not two.
  server.clock.set(new Date('2026-03-04T03:00:00Z'));
  await server.runJobs();
  await server.runJobs();
  expect(mails).toHaveLength(1);
  expect(decoded(mails[0]!)).toMatch(/1\. 普通事项：发生了丙。[\s\S]*3\. 普通事项：发生了甲。/);
  expect((await messages()).messages[0]).toMatchObject({ subject: '您有 3 件未读通知' });
  // The next morning once more, at 08:30 and not before; and no more once all is read.
  server.clock.set(new Date('2026-03-05T00:29:00Z'));
  await server.runJobs();
  expect(mails).toHaveLength(1);
  server.clock.set(new Date('2026-03-05T00:30:00Z'));
  await server.runJobs();
  expect(mails).toHaveLength(2);
  await (await server.as('reporter')).post('/api/notifications/read-all', { upTo: 1_000_000 });
  server.clock.set(new Date('2026-03-07T00:30:00Z'));
  await server.runJobs();
  expect(mails).toHaveLength(2);
  await tell(server, { people: [me] }, '丁');
  server.clock.set(new Date('2026-03-08T00:30:00Z'));
  await server.runJobs();
  expect(mails).toHaveLength(3);
});

test('a person moves the digest, switches it off, and chooses by type; in the page they are told all the same', async () => {
  const reporter = await server.as('reporter');
  const shown = (await reporter.get('/api/notifications/preferences')).body;
  expect(shown).toMatchObject({
    mail: 'zhang@test.gov.cn',
    phone: '13812345678',
    rowVersion: 0,
    city: { mail: true, sms: true },
  });
  expect(shown.types).toContainEqual({
    name: ordinary.name,
    label: '普通事项',
    choice: { mail: 'digest', sms: 'off' },
  });
  await tell(server, { people: [me] }, '甲');
  const digest = { on: true, at: '17:00' };
  const saved = await reporter.put('/api/notifications/preferences', {
    quiet: null,
    digest,
    choices: {},
    rowVersion: 0,
  });
  expect(saved.body).toMatchObject({ digest, rowVersion: 1 });
  server.clock.set(new Date('2026-03-02T08:59:00Z'));
  await server.runJobs();
  expect(mails).toEqual([]);
  server.clock.set(new Date('2026-03-02T09:00:00Z'));
  await server.runJobs();
  expect(mails).toHaveLength(1);
  const choices = { [pressing.name]: { mail: 'off', sms: 'off' } };
  const off = { on: false, at: '17:00' };
  const again = { quiet: null, digest: off, choices };
  expect((await reporter.put('/api/notifications/preferences', { ...again, rowVersion: 0 })).status).toBe(409);
  await reporter.put('/api/notifications/preferences', { ...again, rowVersion: 1 });
  await tell(server, { people: [me] }, '火情', { type: pressing });
  server.clock.set(new Date('2026-03-04T09:00:00Z'));
  await server.runJobs();
  expect(mails).toHaveLength(1);
  expect((await reporter.get('/api/notifications/inbox')).body.unread).toBe(2);
  expect(
    (
      await reporter.put('/api/notifications/preferences', {
        ...again,
        rowVersion: 2,
        choices: { nonsense: choices[pressing.name] },
      })
    ).body.code,
  ).toBe('INPUT_INVALID');
});

test('messages are listed by page and state, for the system administrator alone', async () => {
  for (const what of ['甲', '乙', '丙']) await tell(server, { people: [me] }, what, { type: pressing });
  const first = await messages('?channel=mail&limit=2');
  const second = await messages(`?channel=mail&limit=2&cursor=${first.nextCursor}`);
  expect([first.messages.length, second.messages.length, second.nextCursor]).toEqual([2, 1, null]);
  expect(first.counts).toMatchObject({ sent: 3, delivered: 3, failed: 0 });
  expect((await (await server.as('supervision')).get('/api/notifications/messages')).status).toBe(403);
});
