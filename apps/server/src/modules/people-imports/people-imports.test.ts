import { readTables, workbookBuffer } from '@luoshi/documents';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, startTestServer, type TestServer } from '../../testing/harness.ts';
import type { Lines } from './lines.ts';
import { readLines } from './read-lines.ts';
import { workbookOf } from './workbook.ts';

let server: TestServer;
let admin: Client;
beforeAll(async () => {
  server = await startTestServer();
  admin = await server.as('system_administrator');
});
afterAll(() => server.close());

const nothing: Lines = { organisations: [], groups: [], people: [], posts: [] };
const upload = async (lines: Partial<Lines>, fields: Record<string, string> = {}) =>
  admin.upload(
    '/api/people-imports',
    { name: '单位和人员.xlsx', bytes: await workbookBuffer(workbookOf({ ...nothing, ...lines }, '测试市', null)) },
    fields,
  );
const unit = (code: string, given: object = {}) => ({
  code,
  name: `单位${code}`,
  shortName: code,
  kind: 'department' as const,
  order: 90_000,
  parent: '',
  region: '990100',
  aliases: [],
  function: '',
  duties: [],
  from: '2026-01-01',
  ...given,
});
const person = (code: string, given: object = {}) => ({
  code,
  name: `人${code}`,
  organisation: 'ZFB',
  phone: '',
  email: '',
  ...given,
});
const post = (of: string, given: object = {}) => ({
  person: of,
  organisation: 'ZFB',
  title: '科员',
  role: 'reporter' as const,
  sponsor: false,
  position: 1,
  from: '2026-01-01',
  to: '',
  ...given,
});
const apply = async ({ id, digest }: { id: string; digest: string }) => {
  const answer = await admin.post(`/api/people-imports/${id}/apply`, { digest });
  if (answer.status !== 202) return answer;
  await server.runJobs();
  return admin.get(`/api/people-imports/${id}`);
};
const exported = async (query = ''): Promise<Lines> => {
  const { bytes, status } = await admin.get(`/api/people.xlsx${query}`);
  expect(status).toBe(200);
  const { problems, ...read } = readLines(await readTables(bytes, { fileName: 'a.xlsx' }), '2026-03-02');
  expect(problems).toEqual([]);
  const bare = <T extends object>(lines: readonly (T & { at?: unknown })[]) =>
    lines.map(({ at: _at, ...line }) => line as T);
  return {
    organisations: bare(read.organisations),
    groups: bare(read.groups),
    people: bare(read.people),
    posts: bare(read.posts),
  } as Lines;
};

test('a dry run lists every bad row with its place and changes nothing', async () => {
  const before = await exported();
  const { status, body } = await upload({
    organisations: [
      unit('N1', { parent: 'N2' }),
      unit('N2', { parent: 'N1' }),
      unit('N1'),
      unit('N3', { parent: 'XX', region: '000' }),
      unit('FGW', { from: '2019-01-01' }),
    ],
    groups: [{ group: 'FGW', members: ['YY'] }],
    people: [person('P1', { phone: '123', email: 'x', organisation: 'ZZ' }), person('P2')],
    posts: [
      post('P9', { from: '2026-02-30' }),
      post('P2', { role: 'audit_administrator' }),
      post('P2', { title: '副科长' }),
      post('P2', { organisation: 'N1', from: '2025-01-01', to: '2025-01-01', title: '办事员' }),
    ],
  });
  expect(status).toBe(201);
  expect(body.state).toBe('checked');
  const said = body.problems.map(
    (one: { sheet: string; row: number; column: string }) => `${one.sheet} ${one.row} ${one.column}`,
  );
  expect(said).toEqual(
    expect.arrayContaining([
      '单位 4 上级单位代码',
      '单位 5 上级单位代码',
      '单位 6 单位代码',
      '单位 7 上级单位代码',
      '单位 7 地区代码',
      '单位 8 设立日期',
      '单位组成员 4 单位组代码',
      '单位组成员 4 成员单位代码',
      '人员 4 电话',
      '人员 4 邮箱',
      '人员 4 所在单位代码',
      '岗位 4 人员编号',
      '岗位 4 起始日期',
      '岗位 5 角色',
      '岗位 6 角色',
      '岗位 7 起始日期',
      '岗位 7 终止日期',
    ]),
  );
  expect(await apply(body)).toMatchObject({ status: 409, body: { code: 'IMPORT_HAS_PROBLEMS' } });
  expect(await exported()).toEqual(before);
});

test('applied is what was shown; the same file again changes nothing', async () => {
  const lines = {
    organisations: [
      unit('M1', { kind: 'group', aliases: ['甲', '乙'] }),
      unit('M2', { parent: 'GOV', duties: ['=牦牛'] }),
    ],
    groups: [{ group: 'M1', members: ['M2', 'FGW'] }],
    people: [person('Q1', { phone: '13900001234', email: 'q@example.cn' }), person('Q2')],
    posts: [
      post('Q1'),
      post('Q1', { organisation: 'M2', title: '主任', role: 'approver', position: 2 }),
      post('Q2', { to: '2027-01-01' }),
    ],
  };
  const dry = (await upload(lines)).body;
  expect(dry).toMatchObject({
    problems: [],
    counts: { organisations: { added: 2 }, members: { added: 1 }, people: { added: 2 }, posts: { added: 3 } },
  });
  expect((await apply({ id: dry.id, digest: 'other' })).body.code).toBe('IMPORT_CHANGED');
  expect((await apply(dry)).body).toMatchObject({ state: 'done', progress: 100 });
  const again = (await upload(lines)).body;
  expect(again).toMatchObject({
    counts: { organisations: { added: 0, changed: 0, same: 2 }, posts: { same: 3 } },
    changes: [],
  });
  // Masked as it comes out, it goes in again unchanged.
  const out = await exported();
  expect(out.people.find((one) => one.code === 'Q1')?.phone).toBe('139****1234');
  const back = (await upload(out)).body;
  expect(back.problems).toEqual([]);
  expect(back.changes).toEqual([]);
  const waiting = (await (await server.as('security_administrator')).get('/api/grants')).body.total;
  expect(waiting).toBe(3);
});

test('changed by somebody else since the dry run: nothing is applied, and it is said what', async () => {
  const before = (await exported()).people.find((one) => one.code === 'Q2')!;
  const dry = (await upload({ people: [{ ...before, name: '改了名' }] })).body;
  const found = (await admin.get('/api/people?q=Q2')).body.people[0];
  const { rowVersion } = (await admin.get(`/api/people/${found.id}`)).body;
  await admin.patch(`/api/people/${found.id}`, { rowVersion, name: '别人改的', why: '更正' });
  const refused = await apply(dry);
  expect(refused).toMatchObject({ status: 409, body: { code: 'IMPORT_CHANGED' } });
  expect(refused.body.details.changed).toEqual(['“人员”第 4 行（修改人员 改了名）']);
  expect((await admin.get(`/api/people/${found.id}`)).body.name).toBe('别人改的');
});

test('a change from a day on; and what stopped halfway says how far it came and is gone on with', async () => {
  const lines = { organisations: [unit('M2', { name: '新名', parent: 'GOV', duties: ['牦牛'] })] };
  const dry = (await upload(lines, { on: '2026-05-01' })).body;
  expect((await apply(dry)).body.state).toBe('done');
  const names = async (day: string) =>
    (await admin.get(`/api/organisations?on=${day}`)).body.organisations.map((one: { name: string }) => one.name);
  expect(await names('2026-04-30')).not.toContain('新名');
  expect(await names('2026-05-01')).toContain('新名');
  const many = Array.from({ length: 60 }, (_, index) => person(`R${String(index).padStart(2, '0')}`));
  const half = (await upload({ people: many })).body;
  await admin.post(`/api/people-imports/${half.id}/apply`, { digest: half.digest });
  // Between the request and the work somebody takes the number of the 41st.
  await admin.post('/api/people', {
    name: '抢先',
    code: 'R40',
    organisationId: server.city.organisations.ZFB,
    why: '登记',
  });
  await server.runJobs();
  const failed = (await admin.get(`/api/people-imports/${half.id}`)).body;
  expect(failed).toMatchObject({ state: 'failed', error: { code: 'IMPORT_CHANGED' } });
  expect(failed.error.message).toContain('第 44 行');
  expect(failed.error.message).toContain('已完成前 25 项（共 60 项）');
  const rest = (await upload({ people: many })).body;
  expect(rest.counts.people).toEqual({ added: 34, changed: 1, same: 25 });
  expect((await apply(rest)).body.state).toBe('done');
});

test('what is exported is what was imported, whatever is in it', async () => {
  const word = fc.stringMatching(/^[=+\-@'"a-z0-9甲乙丙\u4e00-\u4fff]{1,12}$/u);
  const code = fc.stringMatching(/^[A-Z][A-Z0-9]{2,6}$/);
  const line = fc.record({
    code,
    name: word,
    shortName: word,
    kind: fc.constantFrom('department' as const, 'park' as const, 'enterprise' as const),
    order: fc.integer({ min: 0, max: 1_000_000 }),
    aliases: fc.uniqueArray(word, { maxLength: 3 }),
    duties: fc.uniqueArray(word, { maxLength: 3 }),
    phone: fc.constantFrom('', '13812345678', '0972-8612345'),
    title: word,
    sponsor: fc.boolean(),
  });
  const lines = fc.uniqueArray(line, { minLength: 1, maxLength: 6, selector: (one) => one.code });
  await fc.assert(
    fc.asyncProperty(lines, async (some) => {
      const wanted: Lines = {
        organisations: some.map(({ code, name, shortName, kind, order, aliases, duties }) =>
          unit(`Z${code}`, { name, shortName, kind, order, aliases, duties }),
        ),
        groups: [],
        people: some.map((one) => person(`Z${one.code}`, { phone: one.phone, organisation: `Z${one.code}` })),
        posts: some.map((one) =>
          post(`Z${one.code}`, { organisation: `Z${one.code}`, title: one.title, sponsor: one.sponsor }),
        ),
      };
      const dry = (await upload(wanted)).body;
      expect(dry.problems).toEqual([]);
      if (dry.changes.length) expect((await apply(dry)).body.state).toBe('done');
      const out = await exported('?contacts=shown');
      for (const one of wanted.organisations) expect(out.organisations).toContainEqual(one);
      for (const one of wanted.people) expect(out.people).toContainEqual(one);
      for (const one of wanted.posts) expect(out.posts).toContainEqual(one);
      expect((await upload(out)).body.changes).toEqual([]);
    }),
    { numRuns: 5 },
  );
}, 60_000);

test('the template has the sheets and is read as an empty import; other files are refused', async () => {
  const { bytes } = await admin.get('/api/people-imports/template.xlsx');
  const empty = await admin.upload('/api/people-imports', { name: '模板.xlsx', bytes });
  expect(empty.body).toMatchObject({ problems: [], changes: [] });
  const text = await admin.upload('/api/people-imports', { name: '名单.xlsx', bytes: Buffer.from('姓名,单位') });
  expect(text).toMatchObject({ status: 415, body: { code: 'FILE_KIND_MISMATCH' } });
  const other = await (await server.as('supervision')).get('/api/people.xlsx');
  expect(other.status).toBe(403);
});
