import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, startTestServer, type TestServer } from '../../testing/harness.ts';

let server: TestServer;
let admin: Client;
beforeAll(async () => {
  server = await startTestServer();
  admin = await server.as('system_administrator');
});
afterAll(() => server.close());

const id = (code: string) => server.city.organisations[code]!;
const on = (day: string) => ({ on: day, why: '机构改革方案' });
const show = async (code: string, day?: string) =>
  (await admin.get(`/api/organisations/${id(code)}${day ? `?on=${day}` : ''}`)).body;
const version = async (code: string) => (await show(code)).rowVersion as number;
const act = async (code: string, what: string, body: object) =>
  admin.post(`/api/organisations/${id(code)}/${what}`, { rowVersion: await version(code), ...body });
const namesOn = async (day: string) =>
  (await admin.get(`/api/organisations?on=${day}`)).body.organisations.map((one: { name: string }) => one.name);
async function add(code: string, name: string, day: string, given: object = {}) {
  const answer = await admin.post('/api/organisations', {
    code,
    name,
    shortName: name,
    kind: 'department',
    parentId: null,
    ...on(day),
    ...given,
  });
  if (answer.status === 201) server.city.organisations[code] = answer.body.id;
  return answer;
}

test('renamed from a day on: before it keeps the old name, and its history says who and why', async () => {
  const renamed = await act('GXJ', 'rename', {
    ...on('2026-01-15'),
    name: '测试市数字经济局',
    shortName: '市数字经济局',
  });
  expect(renamed.status).toBe(200);
  expect(await namesOn('2026-01-14')).toContain('测试市工业和信息化局');
  expect(await namesOn('2026-01-15')).toContain('测试市数字经济局');
  const { events } = (await admin.get(`/api/organisations/${id('GXJ')}/history`)).body;
  expect(events).toMatchObject([{ what: '更名', who: '测试system_administrator', why: '机构改革方案' }]);
  expect(events[0].changes).toContainEqual({
    field: '名称',
    before: '测试市工业和信息化局',
    after: '测试市数字经济局',
  });
  const found = (await admin.get('/api/organisations?q=szjjj')).body.organisations;
  expect(found.map((one: { code: string }) => one.code)).toEqual(['GXJ']);
});

test('a change for a day to come holds from its first minute in Beijing', async () => {
  await act('JTJ', 'rename', { ...on('2026-04-01'), name: '测试市交通局', shortName: '市交通局' });
  expect(await namesOn('2026-03-31')).toContain('测试市交通运输局');
  expect(await namesOn('2026-04-01')).toContain('测试市交通局');
  const today = async () =>
    (
      await server.db.transaction(server.city.tenantId, (tx) =>
        tx.selectFrom('organisation').where('code', '=', 'JTJ').select('name').executeTakeFirstOrThrow(),
      )
    ).name;
  server.clock.set(new Date('2026-03-31T15:59:59Z'));
  await server.runJobs();
  expect(await today()).toBe('测试市交通运输局');
  server.clock.set(new Date('2026-03-31T16:00:00Z'));
  await server.runJobs();
  expect(await today()).toBe('测试市交通局');
  server.clock.set(new Date('2026-03-02T02:00:00Z'));
});

test('a correction in the past goes on until the next change of the same thing', async () => {
  await act('NYNCJ', 'rename', { ...on('2024-06-01'), name: '测试市农业局', shortName: '市农业局' });
  await act('NYNCJ', 'duties', { ...on('2025-01-01'), aliases: ['市农牧局'], function: '', duties: ['牦牛'] });
  await act('NYNCJ', 'rename', { ...on('2023-01-01'), name: '测试市农牧局', shortName: '市农牧局' });
  const { states } = await show('NYNCJ');
  expect(
    states.map((state: { validFrom: string; name: string; duties: string[] }) => [
      state.validFrom,
      state.name,
      state.duties,
    ]),
  ).toEqual([
    ['2025-01-01', '测试市农业局', ['牦牛']],
    ['2024-06-01', '测试市农业局', []],
    ['2023-01-01', '测试市农牧局', []],
    ['2020-01-01', '测试市农业农村局', []],
  ]);
});

test('what somebody else has changed meanwhile is not overwritten', async () => {
  const body = { rowVersion: 1, ...on('2026-02-01'), name: '甲', shortName: '甲' };
  expect(await admin.post(`/api/organisations/${id('GXJ')}/rename`, body)).toMatchObject({
    status: 409,
    body: { code: 'EDIT_CONFLICT' },
  });
});

test('several merge into one, which takes over what stood below them', async () => {
  await add('SJJ', '测试市数据局', '2024-01-01');
  await add('SJZX', '测试市数据中心', '2024-01-01', { parentId: id('SJJ') });
  await add('ZWJ', '测试市政务服务局', '2023-01-01');
  await add('ZWSJ', '测试市政务服务和数据局', '2026-02-01');
  const early = await admin.post('/api/organisation-merges', {
    ...on('2026-01-31'),
    organisationIds: [id('SJJ'), id('ZWJ')],
    successorId: id('ZWSJ'),
  });
  expect(early).toMatchObject({ status: 409, body: { code: 'ORGANISATION_ENDED' } });
  expect(early.body.message).toContain('自 2026-02-01 起才设立');
  const merged = await admin.post('/api/organisation-merges', {
    ...on('2026-02-01'),
    organisationIds: [id('SJJ'), id('ZWJ')],
    successorId: id('ZWSJ'),
  });
  expect(merged.status).toBe(200);
  expect(merged.body.predecessors.map((one: { name: string }) => one.name).sort()).toEqual([
    '测试市政务服务局',
    '测试市数据局',
  ]);
  expect(merged.body.children).toEqual([{ id: id('SJZX'), name: '测试市数据中心' }]);
  expect(await namesOn('2026-01-31')).toEqual(expect.arrayContaining(['测试市数据局', '测试市政务服务局']));
  expect(await namesOn('2026-02-01')).not.toContain('测试市数据局');
  expect(await act('ZWJ', 'rename', { ...on('2026-02-05'), name: '乙', shortName: '乙' })).toMatchObject({
    status: 409,
    body: { code: 'ORGANISATION_ENDED' },
  });
});

test('split among several; ended only when nothing hangs on it', async () => {
  await add('WJ', '测试市文化体育局', '2022-01-01');
  await add('WHJ', '测试市文化局', '2026-01-01');
  await add('TYJ', '测试市体育局', '2026-01-01');
  const split = await act('WJ', 'split', { ...on('2026-01-01'), successorIds: [id('WHJ'), id('TYJ')] });
  expect(split.body.successors).toEqual([
    { id: id('WHJ'), name: '测试市文化局' },
    { id: id('TYJ'), name: '测试市体育局' },
  ]);
  expect(await act('ZFB', 'end', on('2026-03-02'))).toMatchObject({
    status: 409,
    body: { code: 'ORGANISATION_IN_USE' },
  });
  expect(await act('DSQ', 'end', on('2026-03-02'))).toMatchObject({ body: { code: 'ORGANISATION_IN_USE' } });
  expect(await act('GOV', 'end', on('2026-03-02'))).toMatchObject({ body: { code: 'ORGANISATION_IN_USE' } });
});

test('no organisation stands below itself on any day', async () => {
  await add('SH1', '上级', '2025-01-01');
  await add('SH2', '下级', '2025-01-01', { parentId: id('SH1') });
  expect(await act('SH1', 'move', { ...on('2025-06-01'), parentId: id('SH2') })).toMatchObject({
    status: 422,
    body: { code: 'ORGANISATION_CYCLE' },
  });
  // Later the lower one will be free, but until then there would be a circle.
  expect((await act('SH2', 'move', { ...on('2026-06-01'), parentId: null })).status).toBe(200);
  expect((await act('SH1', 'move', { ...on('2026-05-31'), parentId: id('SH2') })).status).toBe(422);
  expect((await act('SH1', 'move', { ...on('2026-06-01'), parentId: id('SH2') })).status).toBe(200);
});

test('official order: in place, and a new one right behind another', async () => {
  await admin.post('/api/organisation-orders', { ...on('2026-02-20'), organisationIds: [id('TJJ'), id('FGW')] });
  const codes = async (day: string) =>
    (await admin.get(`/api/organisations?on=${day}`)).body.organisations.map((one: { code: string }) => one.code);
  const before = await codes('2026-02-19');
  const after = await codes('2026-02-20');
  expect(before.indexOf('FGW')).toBeLessThan(before.indexOf('TJJ'));
  expect([after.indexOf('TJJ'), after.indexOf('FGW')]).toEqual([before.indexOf('FGW'), before.indexOf('TJJ')]);
  await add('XSL', '新设立局', '2026-02-20', { afterId: id('GOV') });
  expect((await codes('2026-02-20')).slice(0, 3)).toEqual(['GOV', 'XSL', 'ZFB']);
});

test('members of a group hold from a day on', async () => {
  await act('QXX', 'members', { ...on('2026-03-01'), memberIds: [id('BHX'), id('GXXQ')] });
  expect((await show('QXX', '2026-02-28')).members.map((one: { id: string }) => one.id)).toEqual([
    id('DSQ'),
    id('BHX'),
  ]);
  expect((await show('QXX', '2026-03-01')).members.map((one: { id: string }) => one.id)).toEqual([
    id('BHX'),
    id('GXXQ'),
  ]);
  const now = await server.db.transaction(server.city.tenantId, (tx) =>
    tx.selectFrom('organisation_member').orderBy('position').select('member_id').execute(),
  );
  expect(now.map((row) => row.member_id)).toEqual([id('BHX'), id('GXXQ')]);
});

test('organs: each has prefixes of its own; one that has ended issues nothing', async () => {
  const organ = {
    name: '东山区人民政府办公室',
    regionCode: '990100-1',
    organisationId: id('DSQ'),
    prefixes: { breakdown: '测政办' },
    why: '县区自行发文',
  };
  expect(await admin.post('/api/organs', organ)).toMatchObject({ status: 409, body: { code: 'CODE_TAKEN' } });
  const made = await admin.post('/api/organs', { ...organ, prefixes: { breakdown: '东政办', supervision: '东政督' } });
  expect(made).toMatchObject({ status: 201, body: { regionCode: '990100-1', endedOn: null } });
  const ended = await admin.post(`/api/organs/${made.body.id}/end`, { rowVersion: 1, ...on('2026-03-01') });
  expect(ended.body.endedOn).toBe('2026-03-01');
  expect((await admin.get('/api/organs')).body.organs.map((one: { name: string }) => one.name)).toEqual([
    '测试市人民政府',
    '东山区人民政府办公室',
  ]);
});

test("a county's system administrator changes the county alone", async () => {
  const personId = server.city.people.reporter.personId;
  await server.db.system((tx) =>
    tx
      .updateTable('post')
      .set({ role: 'system_administrator', organisation_id: id('DSQ') })
      .where('person_id', '=', personId)
      .execute(),
  );
  const county = await server.as('reporter', personId);
  const body = { rowVersion: await version('DSQNY'), ...on('2026-03-01'), name: '东山区农牧局', shortName: '区农牧局' };
  expect((await county.post(`/api/organisations/${id('DSQNY')}/rename`, body)).status).toBe(200);
  expect((await county.post(`/api/organisations/${id('BHXNY')}/rename`, body)).status).toBe(404);
  expect((await county.post(`/api/organisations/${id('FGW')}/rename`, body)).status).toBe(404);
  const moved = { rowVersion: await version('DSQNY'), ...on('2026-03-01'), parentId: id('BHX') };
  expect((await county.post(`/api/organisations/${id('DSQNY')}/move`, moved)).status).toBe(404);
});
