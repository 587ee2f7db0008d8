import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPerson } from '../../testing/builders.ts';
import { type Client, startTestServer, type TestServer } from '../../testing/harness.ts';

let server: TestServer;
let admin: Client;
let security: Client;
beforeAll(async () => {
  server = await startTestServer();
  admin = await server.as('system_administrator');
  security = await server.as('security_administrator');
});
afterAll(() => server.close());

const unit = (code: string) => server.city.organisations[code]!;
const why = '工作需要';
const may = async (personId: string) => (await (await server.as('viewer', personId)).get('/api/session')).body;
async function person(name: string, code = 'ZFB', given: object = {}) {
  const answer = await admin.post('/api/people', { name, organisationId: unit(code), why, ...given });
  expect(answer.status).toBe(201);
  return answer.body;
}
const withAccount = (name: string, role: 'viewer' | 'reporter', code: string) =>
  server.db.system((tx) => buildPerson(tx, server.city.tenantId, { name, role, organisationId: unit(code) }));
const give = (personId: string, role: string, given: object = {}) =>
  admin.post(`/api/people/${personId}/posts`, {
    organisationId: unit('ZFB'),
    title: '干部',
    role,
    validFrom: '2026-01-01',
    why,
    ...given,
  });

test('a post gives permission once the security administrator has granted it, and no longer when taken back', async () => {
  const id = await withAccount('甲一', 'viewer', 'ZFB');
  const post = (await give(id, 'supervision')).body.posts.find((one: { role: string }) => one.role === 'supervision');
  expect(post).toMatchObject({ grant: 'waiting', holds: true });
  expect((await may(id)).may).not.toContain('reports.import');
  expect((await admin.post('/api/grants', { postIds: [post.id] })).status).toBe(403);
  const waiting = (await security.get('/api/grants')).body;
  expect(waiting.grants.find((one: { id: string }) => one.id === post.id)).toMatchObject({
    person: { name: '甲一' },
    role: 'supervision',
    others: [{ role: 'viewer' }],
  });
  expect((await security.post('/api/grants', { postIds: [post.id], why: '符合岗位' })).body).toEqual({ changed: 1 });
  expect((await may(id)).may).toContain('reports.import');
  expect((await security.post('/api/grants/withdraw', { postIds: [post.id], why: '调离' })).body).toEqual({
    changed: 1,
  });
  expect((await may(id)).may).not.toContain('reports.import');
});

test('more permission waits again, less does not', async () => {
  const { id } = await person('甲二');
  const post = (await give(id, 'viewer', { validTo: '2026-12-31' })).body.posts[0];
  await security.post('/api/grants', { postIds: [post.id] });
  const change = async (body: object) => {
    const current = (await admin.get(`/api/people/${id}`)).body.posts[0];
    return (await admin.patch(`/api/posts/${post.id}`, { rowVersion: current.rowVersion, why, ...body })).body.posts[0]
      .grant;
  };
  expect(await change({ title: '科长', validTo: '2026-11-30' })).toBe('granted');
  expect(await change({ validTo: null })).toBe('waiting');
  await security.post('/api/grants', { postIds: [post.id] });
  expect(await change({ role: 'supervision' })).toBe('waiting');
});

test('three administrators exclude one another and every other role, own or as deputy', async () => {
  const { id } = await person('甲三');
  await give(id, 'audit_administrator');
  for (const role of ['reporter', 'system_administrator', 'security_administrator'])
    expect(await give(id, role)).toMatchObject({ status: 409, body: { code: 'ADMINISTRATORS_APART' } });
  expect((await give(id, 'reporter', { validFrom: '2027-01-01' })).body.code).toBe('ADMINISTRATORS_APART');
  const detail = (await admin.get(`/api/people/${id}`)).body;
  expect(detail.posts).toHaveLength(1);
  await admin.post(`/api/posts/${detail.posts[0].id}/end`, { rowVersion: 1, on: '2026-06-01', why });
  expect((await give(id, 'reporter', { validFrom: '2026-06-01' })).status).toBe(201);
  const supervision = (await admin.get(`/api/people/${server.city.people.supervision.personId}`)).body.posts[0];
  const deputy = {
    personId: server.city.people.audit_administrator.personId,
    validFrom: '2026-03-02',
    validTo: null,
    why,
  };
  expect(await admin.post(`/api/posts/${supervision.id}/deputies`, deputy)).toMatchObject({
    status: 409,
    body: { code: 'ADMINISTRATORS_APART' },
  });
});

test('the database itself refuses an administrator another role', async () => {
  const { personId } = server.city.people.security_administrator;
  const write = server.db.system((tx) =>
    tx
      .updateTable('post')
      .set({ person_id: personId })
      .where('person_id', '=', server.city.people.viewer.personId)
      .execute(),
  );
  await expect(write).rejects.toMatchObject({ constraint: 'administrators_apart' });
});

test('nobody grants their own post', async () => {
  const { personId } = server.city.people.security_administrator;
  const own = (await admin.get(`/api/people/${personId}`)).body.posts[0];
  expect((await security.post('/api/grants/withdraw', { postIds: [own.id], why })).status).toBe(403);
});

test('a deputy whom the holder names acts with the post while it holds', async () => {
  const holder = await server.as('supervision');
  const post = (await holder.get(`/api/people/${holder.actor.personId}`)).body.posts[0];
  const b = server.city.people.viewer.personId;
  const days = { validFrom: '2026-03-02', validTo: '2026-03-10', why: '出差' };
  expect(
    (await holder.post(`/api/posts/${post.id}/deputies`, { personId: b, ...days })).body.posts[0].deputies,
  ).toMatchObject([{ person: { id: b }, grant: 'granted' }]);
  expect(
    await holder.post(`/api/posts/${post.id}/deputies`, { personId: server.city.people.statistics.personId, ...days }),
  ).toMatchObject({
    body: { code: 'DEPUTY_OVERLAP' },
  });
  const other = await server.as('reporter');
  expect((await other.post(`/api/posts/${post.id}/deputies`, { personId: b, ...days })).status).toBe(404);
  const acting = (await admin.get(`/api/people/${b}`)).body;
  expect(acting.actsFor).toMatchObject([{ person: { id: holder.actor.personId }, grant: 'granted' }]);
});

test('a deputy whom the system administrator names waits for the security administrator', async () => {
  const leader = (await admin.get(`/api/people/${server.city.people.leader.personId}`)).body.posts[0];
  const body = {
    personId: server.city.people.duty_officer.personId,
    validFrom: '2026-03-05',
    validTo: '2026-03-09',
    why,
  };
  const set = await admin.post(`/api/posts/${leader.id}/deputies`, body);
  const deputy = set.body.posts[0].deputies[0];
  expect(deputy.grant).toBe('waiting');
  expect((await security.post('/api/grants', { deputyIds: [deputy.id] })).body).toEqual({ changed: 1 });
  const ended = await admin.post(`/api/deputies/${deputy.id}/end`, {
    rowVersion: deputy.rowVersion + 1,
    on: '2026-03-06',
    why,
  });
  expect(ended.body.posts[0].deputies[0]).toMatchObject({ grant: 'granted', validTo: '2026-03-06' });
});

test('telephone and mail are masked; looking is recorded', async () => {
  const { id } = await person('甲四', 'ZFB', { phone: '13900001234', email: 'jia@example.cn', code: 'RY-4' });
  const seen = (await admin.get(`/api/people/${id}`)).body;
  expect(seen).toMatchObject({ phone: '139****1234', email: 'j***@example.cn', code: 'RY-4' });
  const supervision = await server.as('supervision');
  expect((await supervision.post(`/api/people/${id}/contact`)).body).toEqual({
    phone: '13900001234',
    email: 'jia@example.cn',
  });
  expect((await (await server.as('audit_administrator')).post(`/api/people/${id}/contact`)).status).toBe(404);
  const { events } = (await admin.get(`/api/people/${id}/history`)).body;
  expect(events.at(-1)).toMatchObject({ what: '查看个人信息', who: '测试supervision' });
  expect(JSON.stringify(events)).not.toContain('13900001234');
  const kept = await server.db.transaction(server.city.tenantId, (tx) =>
    tx.selectFrom('event').where('subject_id', '=', id).select('after').execute(),
  );
  expect(JSON.stringify(kept)).not.toContain('13900001234');
});

test('people are found by pinyin, unit, role and state', async () => {
  await person('单雄信');
  const names = async (query: string) =>
    (await admin.get(`/api/people?${query}`)).body.people.map((one: { name: string }) => one.name);
  expect(await names('q=shanxx')).toEqual(['单雄信']);
  expect(await names(`q=${encodeURIComponent('单x')}`)).toEqual(['单雄信']);
  expect(await names('role=county_office')).toEqual(['测试county_office']);
  expect(await names('state=none&q=sxx')).toEqual(['单雄信']);
  expect(await names('state=current&q=sxx')).toEqual([]);
});

test('a reporter sees the people of their own unit only', async () => {
  const { id } = await person('外县人', 'BHXNY');
  const reporterId = await withAccount('本县人', 'reporter', 'DSQNY');
  const reporter = await server.as('reporter', reporterId);
  expect((await reporter.get('/api/people')).body.people.map((one: { name: string }) => one.name)).toEqual(['本县人']);
  expect((await reporter.get(`/api/people/${id}`)).status).toBe(404);
  expect((await reporter.post('/api/people', { name: '某', organisationId: unit('DSQNY'), why })).status).toBe(403);
});
