import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPerson } from '../../testing/builders.ts';
import { type Answer, type Client, startTestServer, type TestServer } from '../../testing/harness.ts';
import { AMENDED_REPORT, bytesOf, REPORT } from '../../testing/report-text.ts';
import type { Breakdown, Decision } from './contract.ts';

let server: TestServer;
let office: Client;
/** A second person of the supervision office. */
let colleague: Client;
let reportId: string;
beforeAll(async () => {
  server = await startTestServer();
  office = await server.as('supervision');
  colleague = await server.as('supervision', await anotherPerson());
  reportId = await importReport(REPORT);
});
afterAll(() => server.close());

const anotherPerson = () =>
  server.db.transaction(server.city.tenantId, (tx) =>
    buildPerson(tx, server.city.tenantId, {
      name: '周同事',
      role: 'supervision',
      organisationId: server.city.organisations.ZFB!,
    }),
  );

async function importReport(text: string, versionLabel = '审议稿'): Promise<string> {
  const started = await office.upload(
    '/api/reports',
    { name: `${versionLabel}.txt`, bytes: bytesOf(text) },
    { organId: server.city.organId, unclassified: 'true', versionLabel },
  );
  await server.runJobs();
  const { body } = await office.get(`/api/imports/${started.body.id}`);
  expect(body.error).toBeNull();
  return body.reportId;
}

const breakdown = async (id = reportId): Promise<Breakdown> => (await office.get(`/api/breakdowns/${id}`)).body;

/** The decision on the sentence with these words, as it is now. */
async function on(words: string, id = reportId): Promise<Decision & { path: string }> {
  const now = await breakdown(id);
  const text: string = (await office.get(`/api/reports/${id}/text`)).body.text;
  const sentence = now.sentences.find((one) => text.slice(one.start, one.end).includes(words));
  const decision = now.decisions.find((one) => one.sentence === sentence?.id);
  if (!decision) throw new Error(`no sentence with ${words}`);
  return { ...decision, path: `/api/breakdowns/${id}/sentences/${decision.sentence}` };
}

function expectSum({ reconciliation: r }: Pick<Breakdown, 'reconciliation'>) {
  expect(r.single + r.split + r.merged + r.none + r.pending).toBe(r.sentences);
}

test('a new breakdown is all pending, and shows what accepting would make', async () => {
  const now = await breakdown();
  expect(now).toMatchObject({ stage: 'draft', issuance: null, revision: 0 });
  expect(now.reconciliation).toMatchObject({
    pending: now.sentences.length,
    sentences: now.decisions.length,
    items: 0,
  });
  const decision = await on('新建高标准农田3.6万亩');
  expect(decision).toMatchObject({ disposition: 'pending', decidedBy: null, rowVersion: 1 });
  expect(decision.items[0]).toMatchObject({ due: '2026-12-31', original: expect.stringContaining('新建高标准农田') });
  expect((await on('上半年谋划储备')).items[0]?.due).toBe('2026-06-30');
});

test('accept, reject, reopen: each answers the decision and the new sum, and survives a reload', async () => {
  const { organisations } = server.city;
  const before = await on('实施危桥改造14座');
  const accepted = await office.post(`${before.path}/accept`, {
    rowVersion: before.rowVersion,
    leads: [organisations.JTJ],
  });
  expect(accepted.status).toBe(200);
  expectSum(accepted.body);
  expect(accepted.body).toMatchObject({ reconciliation: { single: 1, items: 1 }, revision: 1 });
  expect(accepted.body.decisions[0].items[0].id).toBe(before.items[0]?.id);
  expect(await on('实施危桥改造14座')).toMatchObject({
    disposition: 'single',
    decidedBy: '测试supervision',
    items: [{ leads: [organisations.JTJ], lacks: [] }],
  });

  const rejected = await office.post(`${before.path}/reject`, {
    rowVersion: before.rowVersion + 1,
    reason: '上年已办结',
  });
  expect(rejected.body.decisions[0]).toMatchObject({ disposition: 'none', reason: '上年已办结', items: [] });
  const reopened = await office.post(`${before.path}/reopen`, { rowVersion: before.rowVersion + 2 });
  expect(reopened.body).toMatchObject({ reconciliation: { none: 0, single: 0, items: 0 } });
  expect(reopened.body.decisions[0].disposition).toBe('pending');
});

test('split and merge keep every word anchored', async () => {
  const now = await on('新建高标准农田3.6万亩');
  const at = [REPORT.indexOf('粮食播种面积稳定在110'), REPORT.indexOf('推广大豆玉米')];
  const split = await office.post(`${now.path}/split`, { rowVersion: now.rowVersion, at });
  expect(split.body.decisions[0].items.map((item: { original: string }) => item.original)).toEqual([
    '新建高标准农田3.6万亩，',
    '粮食播种面积稳定在110万亩以上，',
    '推广大豆玉米带状复合种植1.2万亩。',
  ]);
  const host = await on('新建高标准农田3.6万亩');
  const next = await on('建成产地冷藏保鲜设施');
  const merged = await office.post(`${host.path}/merge`, {
    rowVersion: host.rowVersion,
    next: next.sentence,
    nextRowVersion: next.rowVersion,
  });
  expect(merged.body.decisions).toHaveLength(2);
  expect((await on('新建高标准农田3.6万亩')).items[2]).toMatchObject({
    original: '推广大豆玉米带状复合种植1.2万亩。建成产地冷藏保鲜设施22座。',
    anchors: [{ sentence: host.sentence }, { sentence: next.sentence }],
  });
  expectSum(await breakdown());

  const far = await on('全年实施重点项目120项');
  const refused = await office.post(`${host.path}/merge`, {
    rowVersion: host.rowVersion + 1,
    next: far.sentence,
    nextRowVersion: far.rowVersion,
  });
  expect(refused).toMatchObject({ status: 422, body: { code: 'MERGE_NOT_NEXT' } });
  const outside = await office.post(`${far.path}/split`, { rowVersion: far.rowVersion, at: [0] });
  expect(outside).toMatchObject({
    status: 422,
    body: { code: 'SPLIT_OUTSIDE_SENTENCE', message: expect.stringContaining('拆分点') },
  });
});

test('an item’s wording, units, sponsor, date and quarters are edited; what is not sent stays', async () => {
  const { organisations, sponsorId } = server.city;
  const now = await on('实施规上工业企业技术改造');
  const path = `${now.path}/items/${now.items[0]?.id}`;
  const change = {
    wording: '抓好26个技改项目',
    leads: [organisations.GXJ, organisations.GXXQ],
    supports: [organisations.TJJ, organisations.QXX],
    sponsorId,
    due: '2026-11-30',
    quarters: [
      { quarter: 2, text: '完成过半' },
      { quarter: 1, text: '全部开工' },
    ],
  };
  const edited = await office.patch(path, { rowVersion: now.rowVersion, ...change });
  expect(edited.status).toBe(200);
  const again = await office.patch(path, { rowVersion: now.rowVersion + 1, due: null });
  expect(again.body.decisions[0].items[0]).toMatchObject({
    ...change,
    quarters: [
      { quarter: 1, text: '全部开工' },
      { quarter: 2, text: '完成过半' },
    ],
    due: null,
    lacks: ['due'],
    original: expect.stringContaining('专精特新'),
  });
  const stranger = await office.patch(path, {
    rowVersion: now.rowVersion + 2,
    leads: ['00000000-0000-7000-8000-000000000000'],
  });
  expect(stranger).toMatchObject({
    status: 400,
    body: { code: 'INPUT_INVALID', message: expect.stringContaining('单位') },
  });
  const nowhen = await office.patch(path, { rowVersion: now.rowVersion + 2, due: '2026-02-30' });
  expect(nowhen.body).toMatchObject({ code: 'INPUT_INVALID', message: expect.stringContaining('2026-02-30') });
  expect((await office.patch(path, { rowVersion: now.rowVersion + 2, wording: ' ' })).body.code).toBe('INPUT_INVALID');
  expect((await on('实施规上工业企业技术改造')).rowVersion).toBe(now.rowVersion + 2);
});

test('two people on one sentence: nothing is lost, the second is told by whom and what it is now', async () => {
  const seen = await on('加快东北环线公路建设');
  const { JTJ, FGW } = server.city.organisations;
  const [first, second] = await Promise.all([
    office.post(`${seen.path}/accept`, { rowVersion: seen.rowVersion, leads: [JTJ] }),
    colleague.post(`${seen.path}/accept`, { rowVersion: seen.rowVersion, leads: [FGW] }),
  ]);
  const [won, lost] = first.status === 200 ? [first, second] : [second, first];
  expect(won.status).toBe(200);
  expect(lost).toMatchObject({ status: 409, body: { code: 'EDIT_CONFLICT' } });
  const current = await on('加快东北环线公路建设');
  expect(current.items[0]?.leads).toEqual(won.body.decisions[0].items[0].leads);
  const winner = first.status === 200 ? '测试supervision' : '周同事';
  expect(lost.body.details).toMatchObject({
    by: winner,
    current: { sentence: seen.sentence, rowVersion: current.rowVersion },
  });
  expect(lost.body.message).toContain(winner);
  const since = won.body.revision - 1;
  expect((await colleague.get(`/api/breakdowns/${reportId}/changes?since=${since}`)).body).toMatchObject({
    by: [winner],
    stage: 'draft',
    decisions: [{ sentence: seen.sentence }],
  });
});

test('the same edit sent twice under one key happens once', async () => {
  const now = await on('同步完善沿线安全防护');
  const key = { 'idempotency-key': 'once-only' };
  const body = { rowVersion: now.rowVersion, reason: '与上一句重复' };
  const answers = [
    await office.post(`${now.path}/reject`, body, key),
    await office.post(`${now.path}/reject`, body, key),
  ];
  expect(answers.map((answer: Answer) => answer.status)).toEqual([200, 200]);
  expect(answers[1]?.body).toEqual(answers[0]?.body);
  expect((await on('同步完善沿线安全防护')).rowVersion).toBe(now.rowVersion + 1);
});

test('undo takes back one’s own latest edit, and is refused once somebody else changed the sentence', async () => {
  const undo = (client: Client) => client.post(`/api/breakdowns/${reportId}/undo`);
  const start = await on('改造老旧小区46个');
  const plain = ({ rowVersion: _, ...rest }: Decision) => rest;
  await office.post(`${start.path}/accept`, { rowVersion: start.rowVersion });
  await office.post(`${start.path}/reject`, { rowVersion: start.rowVersion + 1, reason: '试一试' });
  expect((await undo(office)).body.decisions[0].disposition).toBe('single');
  const back = await undo(office);
  expect(plain(back.body.decisions[0])).toEqual(
    plain(start as Decision & { path?: string }) && plain(withoutPath(start)),
  );

  const fresh = await on('改造老旧小区46个');
  await office.post(`${fresh.path}/accept`, { rowVersion: fresh.rowVersion });
  await colleague.post(`${fresh.path}/reject`, { rowVersion: fresh.rowVersion + 1, reason: '已并到别处' });
  const refused = await undo(office);
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'EDIT_CONFLICT', message: expect.stringContaining('周同事') },
  });
  expect((await on('改造老旧小区46个')).reason).toBe('已并到别处');
  // Once the colleague takes it back, one's own edit is the one in force again.
  await undo(colleague);
  expect((await undo(office)).status).toBe(200);
  expect((await on('改造老旧小区46个')).disposition).toBe('pending');
});

const withoutPath = ({ path: _, ...decision }: Decision & { path: string }): Decision => decision;

test('bulk acceptance decides the pending ones, and is taken back as one edit', async () => {
  const before = await breakdown();
  const pendingTasks = before.sentences.filter(
    (one) => one.task && before.decisions.find((d) => d.sentence === one.id)?.disposition === 'pending',
  );
  const stale = await colleague.post(`/api/breakdowns/${reportId}/bulk-accept`, {
    revision: 0,
    sentences: before.sentences.map((one) => one.id),
  });
  expect(stale).toMatchObject({ status: 409, body: { code: 'EDIT_CONFLICT' } });

  const done = await colleague.post(`/api/breakdowns/${reportId}/bulk-accept`, { revision: before.revision });
  expect(done.body.reconciliation).toMatchObject({ pending: 0, sentences: before.sentences.length });
  expectSum(done.body);
  expect(done.body.reconciliation.single + done.body.reconciliation.split).toBeGreaterThanOrEqual(pendingTasks.length);
  const heading = (await breakdown()).decisions.find(
    (one) => one.sentence === before.sentences.find((s) => s.reason === 'heading')?.id,
  );
  expect(heading).toMatchObject({ disposition: 'none', reason: '标题', decidedBy: '周同事' });

  await colleague.post(`/api/breakdowns/${reportId}/undo`);
  const after = await breakdown();
  expect(after.decisions.map((one) => ({ ...one, rowVersion: 0 }))).toEqual(
    before.decisions.map((one) => ({ ...one, rowVersion: 0 })),
  );
  expect((await colleague.post(`/api/breakdowns/${reportId}/undo`)).body.code).toBe('NOTHING_TO_UNDO');
});

test('others read and do not edit', async () => {
  const now = await on('全年实施重点项目120项');
  for (const role of ['reporter', 'approver', 'leader', 'viewer'] as const) {
    const client = await server.as(role);
    expect((await client.get(`/api/breakdowns/${reportId}`)).status).toBe(200);
    expect((await client.post(`${now.path}/accept`, { rowVersion: now.rowVersion })).body.code).toBe('NOT_ALLOWED');
    expect((await client.post(`/api/breakdowns/${reportId}/bulk-accept`, { revision: 0 })).body.code).toBe(
      'NOT_ALLOWED',
    );
  }
});

test('an amended version takes the decisions over, lists what moved, and closes the version before', async () => {
  const old = await breakdown();
  const amended = await importReport(AMENDED_REPORT, '修改稿');
  expect((await office.get(`/api/reports/${amended}`)).body).toMatchObject({
    version: 2,
    versionLabel: '修改稿',
    current: true,
  });
  const { body } = await office.get(`/api/reports/${amended}/changes`);
  expect(body).toMatchObject({ from: { id: reportId, current: false }, to: { id: amended } });
  const rows = (carried: string) => body.rows.filter((row: { carried: string }) => row.carried === carried);
  expect(rows('changed').map((row: { after: { text: string } }) => row.after.text)).toContainEqual(
    expect.stringContaining('200公里'),
  );
  expect(rows('moved').map((row: { before: { text: string } }) => row.before.text)).toEqual(['实施危桥改造14座。']);
  expect(rows('added').map((row: { after: { text: string } }) => row.after.text)).toEqual([
    '扶持壮大村级集体经济组织60个。',
  ]);
  expect(body.counts).toMatchObject({ changed: rows('changed').length, moved: 1, added: 1, removed: 0 });

  const roads = await on('加快东北环线公路建设', amended);
  expect(roads).toMatchObject({ disposition: 'single', decidedBy: expect.any(String) });
  expect(roads.items[0]?.original).toContain('200公里');
  const farmland = await on('新建高标准农田3.6万亩', amended);
  expect(farmland.disposition).toBe('split');
  expect(farmland.items.at(-1)?.original).toBe('推广大豆玉米带状复合种植1.2万亩。建成产地冷藏保鲜设施22座。');
  expect((await on('实施规上工业企业技术改造', amended)).items[0]?.wording).toBe('抓好26个技改项目');
  expectSum(await breakdown(amended));

  const stale = await on('全年实施重点项目120项');
  const refused = await office.post(`${stale.path}/accept`, { rowVersion: stale.rowVersion });
  expect(refused).toMatchObject({ status: 409, body: { code: 'NOT_CURRENT_VERSION' } });
  expect((await breakdown()).decisions).toEqual(old.decisions);
});
