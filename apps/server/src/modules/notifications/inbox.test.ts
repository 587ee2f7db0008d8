import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { buildPerson } from '../../testing/builders.ts';
import { type Client, startTestServer, type TestServer } from '../../testing/harness.ts';
import { notify } from './index.ts';
import { ordinary, pressing, tell } from './testing.ts';

let server: TestServer;
let reporter: Client;
let me: string;
beforeAll(async () => {
  server = await startTestServer();
  me = server.city.people.reporter.personId;
  reporter = await server.as('reporter');
}, 60_000);
afterAll(() => server.close());

const list = async (query = '') => (await reporter.get(`/api/notifications${query}`)).body;
const texts = (body: { notifications: { text: string }[] }) => body.notifications.map(({ text }) => text);

test('what is told lies in the inbox with its text and link, unread', async () => {
  const matter = await tell(server, { people: [me] }, '一件事');
  const body = await list();
  expect(body).toMatchObject({ unread: 1, nextCursor: null });
  expect(body.notifications).toMatchObject([
    {
      title: '普通事项',
      text: '发生了一件事。',
      link: `/things/${matter}`,
      state: 'unread',
      times: 1,
      urgency: 'normal',
    },
  ]);
});

test('a matter that speaks again renews its notification: the newest words, counted, and at the top', async () => {
  const matter = await tell(server, { people: [me] }, '甲');
  server.clock.advance(1000);
  await tell(server, { people: [me] }, '乙');
  server.clock.advance(1000);
  await tell(server, { people: [me] }, '甲又来', { matter });
  const body = await list('?show=unread');
  expect(texts(body).slice(0, 2)).toEqual(['发生了甲又来。', '发生了乙。']);
  expect(body.notifications[0].times).toBe(2);
  expect(body.unread).toBe(body.notifications.length);
  // Once read it begins again, and is unread again.
  await reporter.patch(`/api/notifications/${body.notifications[0].id}`, { state: 'read' });
  await tell(server, { people: [me] }, '甲第三次', { matter });
  expect((await list()).notifications[0]).toMatchObject({ text: '发生了甲第三次。', times: 1, state: 'unread' });
});

test('of two words the later ones stand, whichever job comes first', async () => {
  const matter = newId();
  server.clock.advance(5000);
  await tell(server, { people: [me] }, '后说的', { matter });
  server.clock.advance(-3000);
  await tell(server, { people: [me] }, '先说的', { matter });
  server.clock.advance(3000);
  expect((await list()).notifications[0]).toMatchObject({ text: '发生了后说的。', times: 2 });
});

test('reading, putting away and reading all count down; what has spoken since stays unread', async () => {
  await tell(server, { people: [me] }, '旧');
  const before = await list();
  const put = before.notifications[0];
  expect((await reporter.patch(`/api/notifications/${put.id}`, { state: 'archived' })).body.unread).toBe(
    before.unread - 1,
  );
  expect(texts(await list())).not.toContain('发生了旧。');
  expect(texts(await list('?show=archived'))).toEqual(['发生了旧。']);
  const seen = (await list()).change;
  await tell(server, { people: [me] }, '新');
  expect((await reporter.post('/api/notifications/read-all', { upTo: seen })).body.unread).toBe(1);
  expect(texts(await list('?show=unread'))).toEqual(['发生了新。']);
  expect((await reporter.get('/api/notifications/inbox')).body).toMatchObject({ unread: 1 });
});

test('pages go on where the last ended, whatever comes in between', async () => {
  const other = await server.db.system((tx) =>
    buildPerson(tx, server.city.tenantId, {
      name: '翻页人',
      role: 'viewer',
      organisationId: server.city.organisations.GXJ!,
    }),
  );
  for (let n = 0; n < 5; n += 1) await tell(server, { people: [other] }, `第${n}件`);
  const client = await server.as('viewer', other);
  const first = (await client.get('/api/notifications?limit=2')).body;
  await tell(server, { people: [other] }, '插进来的');
  const second = (await client.get(`/api/notifications?limit=2&cursor=${first.nextCursor}`)).body;
  const third = (await client.get(`/api/notifications?limit=2&cursor=${second.nextCursor}`)).body;
  expect([first, second, third].flatMap(texts)).toEqual([4, 3, 2, 1, 0].map((n) => `发生了第${n}件。`));
  expect(third.nextCursor).toBeNull();
  expect((await client.get('/api/notifications?cursor=x')).body.code).toBe('INPUT_INVALID');
});

test('nobody reads or changes the notifications of another', async () => {
  await tell(server, { people: [me] }, '私事');
  const [mine] = (await list()).notifications;
  const viewer = await server.as('viewer');
  expect(texts((await viewer.get('/api/notifications')).body)).toEqual([]);
  expect((await viewer.patch(`/api/notifications/${mine.id}`, { state: 'read' })).status).toBe(404);
  expect((await (await server.as(null)).get('/api/notifications')).status).toBe(401);
});

test('posts are told: those who hold them today, their deputies, and the members of a group; not who did it', async () => {
  const { tenantId, organisations } = server.city;
  const holder = (name: string, organisationId: string) =>
    server.db.system((tx) => buildPerson(tx, tenantId, { name, role: 'approver', organisationId }));
  const east = await holder('东山审核人', organisations.DSQ!);
  const north = await holder('北河审核人', organisations.BHX!);
  const ended = await holder('离任审核人', organisations.DSQ!);
  const waiting = await holder('待授权审核人', organisations.DSQ!);
  const deputy = await holder('顶岗人', organisations.TJJ!);
  const did = await holder('经办人', organisations.BHX!);
  await server.db.system(async (tx) => {
    await tx.updateTable('post').set({ valid_to: '2026-03-02' }).where('person_id', '=', ended).execute();
    await tx.updateTable('post').set({ granted_at: null }).where('person_id', '=', waiting).execute();
    const post = await tx.selectFrom('post').where('person_id', '=', east).select('id').executeTakeFirstOrThrow();
    await tx
      .insertInto('deputy')
      .values({
        tenant_id: tenantId,
        id: newId(),
        post_id: post.id,
        person_id: deputy,
        valid_from: '2026-03-01',
        valid_to: null,
        reason: '出差',
        set_by: null,
        granted_at: server.clock.now(),
        granted_by: null,
        withdrawn_at: null,
      })
      .execute();
  });
  const matter = await tell(
    server,
    { posts: { organisationIds: [organisations.QXX!], roles: ['approver'] }, except: did },
    '分给各县区',
  );
  const told = await server.db.system((tx) =>
    tx.selectFrom('notification').where('matter_id', '=', matter).select('person_id').execute(),
  );
  expect(told.map((row) => row.person_id).sort()).toEqual([east, north, deputy].sort());
});

test('told in a transaction that rolls back, nobody hears of it', async () => {
  const before = (await list()).change;
  const { tenantId } = server.city;
  const refused = server.db.transaction(tenantId, async (tx) => {
    const matter = { kind: 'thing', id: newId() };
    const notice = { type: ordinary, matter, to: { people: [me] }, data: { what: '从未发生' } };
    await notify(tx, { tenantId, clock: server.clock }, notice);
    throw new Error('refused');
  });
  await expect(refused).rejects.toThrow('refused');
  await server.runJobs();
  expect((await list()).change).toBe(before);
});

test('many matters for the same people at once: every one arrives, and each change has its own number', async () => {
  const people = [me, server.city.people.viewer.personId, server.city.people.leader.personId];
  const matters = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      tell(server, { people: n % 2 ? people : [...people].reverse() }, `并发${n}`, { run: false }),
    ),
  );
  await server.runJobs();
  const rows = await server.db.system((tx) =>
    tx.selectFrom('notification').where('matter_id', 'in', matters).select(['person_id', 'change']).execute(),
  );
  expect(rows).toHaveLength(60);
  expect(new Set(rows.map((row) => `${row.person_id} ${row.change}`)).size).toBe(60);
});

test('an urgent word makes the notification urgent until it is read', async () => {
  const matter = await tell(server, { people: [me] }, '火情', { type: pressing });
  await tell(server, { people: [me] }, '补充', { matter });
  expect((await list()).notifications[0]).toMatchObject({ urgency: 'urgent', times: 2 });
});
