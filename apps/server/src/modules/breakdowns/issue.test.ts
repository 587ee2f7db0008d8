import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, startTestServer, type TestServer } from '../../testing/harness.ts';
import { AMENDED_REPORT, bytesOf, REPORT } from '../../testing/report-text.ts';
import type { Item } from '../ledgers/contract.ts';
import type { Change } from '../record/contract.ts';
import type { Breakdown, Decision } from './contract.ts';

let server: TestServer;
let office: Client;
let reportId: string;
beforeAll(async () => {
  server = await startTestServer();
  office = await server.as('supervision');
  reportId = await importReport(REPORT);
});
afterAll(() => server.close());

async function importReport(text: string, versionLabel = '审议稿'): Promise<string> {
  const file = { name: `${versionLabel}.txt`, bytes: bytesOf(text) };
  const fields = { organId: server.city.organId, unclassified: 'true', versionLabel };
  const started = await office.upload('/api/reports', file, fields);
  await server.runJobs();
  const { body } = await office.get(`/api/imports/${started.body.id}`);
  expect(body.error).toBeNull();
  return body.reportId;
}
const breakdown = async (id = reportId): Promise<Breakdown> => (await office.get(`/api/breakdowns/${id}`)).body;
const post = (path: string, body: object) => office.post(`/api/breakdowns/${reportId}${path}`, body);
const issue = async (client = office, more: object = {}) =>
  client.post(`/api/breakdowns/${reportId}/issue`, {
    title: '2026年政府工作报告重点任务分工方案',
    issuedOn: '2026-03-02',
    organId: server.city.organId,
    revision: (await breakdown()).revision,
    ...more,
  });
const decisionOn = (now: Breakdown, offset: number): Decision => {
  const sentence = now.sentences.find((one) => one.start <= offset && offset < one.end);
  return now.decisions.find((one) => one.sentence === sentence?.id)!;
};
const ledger = async (query = '') => (await office.get(`/api/ledgers/supervision/items?${query}`)).body;

test('issuing is refused while anything is pending or lacking, and says what', async () => {
  const refused = await issue();
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'BREAKDOWN_INCOMPLETE', message: expect.stringContaining('待定') },
  });
  const now = await breakdown();
  expect(refused.body.details.sentences).toHaveLength(now.reconciliation.pending);
  expect(refused.body.details.sentences[0]).toEqual({
    sentence: now.sentences[0]?.id,
    number: now.sentences[0]?.number,
    lacks: ['decision'],
  });

  await post('/bulk-accept', { revision: now.revision });
  const bridge = decisionOn(await breakdown(), REPORT.indexOf('实施危桥改造'));
  const path = `/sentences/${bridge.sentence}/items/${bridge.items[0]?.id}`;
  await office.patch(`/api/breakdowns/${reportId}${path}`, { rowVersion: bridge.rowVersion, leads: [], due: null });
  const lacking = await issue();
  const entry = lacking.body.details.sentences.find((one: { sentence: string }) => one.sentence === bridge.sentence);
  expect(entry.lacks).toEqual(['lead', 'due']);
  expect(lacking.body.message).toMatch(new RegExp(`第.*${entry.number}.*句.*缺牵头单位`));
  expect((await ledger()).total).toBe(0);
});

/** Gives every item what it lacks, and one of them everything. */
async function complete() {
  const { organisations, sponsorId } = server.city;
  for (const decision of (await breakdown()).decisions) {
    let { rowVersion } = decision;
    for (const item of decision.items) {
      if (item.leads.length > 0 && item.due) continue;
      const change = {
        rowVersion,
        leads: [organisations.GXXQ, organisations.JTJ, organisations.FGW],
        due: '2026-10-31',
      };
      const { body } = await office.patch(
        `/api/breakdowns/${reportId}/sentences/${decision.sentence}/items/${item.id}`,
        change,
      );
      rowVersion = body.decisions[0].rowVersion;
    }
  }
  const roads = decisionOn(await breakdown(), REPORT.indexOf('加快东北环线公路'));
  const all = {
    wording: '建好东北环线公路',
    leads: [organisations.JTJ, organisations.BHX, organisations.FGW],
    supports: [organisations.QXX, organisations.TJJ],
    sponsorId,
    quarters: [{ quarter: 2, text: '完成投资过半' }],
  };
  await office.patch(`/api/breakdowns/${reportId}/sentences/${roads.sentence}/items/${roads.items[0]?.id}`, {
    rowVersion: roads.rowVersion,
    ...all,
  });
}

test('issuing on what somebody changed meanwhile is refused; others may not issue at all', async () => {
  await complete();
  const { revision } = await breakdown();
  expect(await issue(office, { revision: revision - 1 })).toMatchObject({
    status: 409,
    body: { code: 'EDIT_CONFLICT', details: { revision } },
  });
  expect((await issue(await server.as('leader'))).body.code).toBe('NOT_ALLOWED');
  expect((await issue(office, { issuedOn: '2026-02-31' })).body).toMatchObject({ code: 'INPUT_INVALID' });
  expect((await issue(office, { title: '' })).body).toMatchObject({
    code: 'INPUT_INVALID',
    message: expect.stringContaining('标题'),
  });
  expect((await ledger()).total).toBe(0);
});

test('issued: numbered items in the order of the report, each on its words, with its units', async () => {
  const before = await breakdown();
  const issued = await issue();
  expect(issued.body).toMatchObject({
    documentNumber: '测政办〔2026〕1号',
    issuedOn: '2026-03-02',
    issuedBy: '测试supervision',
    organ: { name: '测试市人民政府' },
    items: before.reconciliation.items,
  });
  const after = await breakdown();
  expect(after).toMatchObject({
    stage: 'issued',
    issuance: issued.body,
    revision: before.revision + 1,
    reconciliation: before.reconciliation,
  });

  const { items, total }: { items: Item[]; total: number } = await ledger('limit=200');
  expect(total).toBe(before.reconciliation.items);
  expect(items.map((item) => item.number)).toEqual(items.map((_, i) => `测政督〔2026〕${i + 1}号`));
  expect(items.map((item) => item.anchors[0]?.start)).toEqual(
    items.map((item) => item.anchors[0]?.start).sort((a, b) => a! - b!),
  );
  for (const item of items) {
    for (const anchor of item.anchors) expect(anchor.text).toBe(REPORT.slice(anchor.start, anchor.end));
  }
  const growth = items.find((item) => item.original === '固定资产投资增长7%；');
  expect(growth).toMatchObject({ wording: '固定资产投资增长7%。', targets: ['固定资产投资增长7%'] });
  const ledIn = items.find((item) => item.original.includes('主要预期目标是：'));
  expect(ledIn?.wording).toBe('地区生产总值增长5.5%左右。');
  const roads = items.find((item) => item.wording === '建好东北环线公路')!;
  expect(roads).toMatchObject({
    original: '加快东北环线公路建设，年内完成投资6亿元，新建改建农村公路180公里。',
    sectionPath: ['2026年重点工作', '着力畅通交通网络'],
    sponsor: { id: server.city.sponsorId, title: '副市长' },
    quarters: [{ quarter: 2, text: '完成投资过半' }],
    documentNumber: '测政办〔2026〕1号',
  });
  // The first-named unit leads; the rest in official order.
  expect(roads.assignments.map((one) => [one.role, one.organisation.name])).toEqual([
    ['lead', '市交通运输局'],
    ['joint_lead', '市发展改革委'],
    ['joint_lead', '北河县'],
    ['support', '市统计局'],
    ['support', '各县区'],
  ]);
});

test('an issued breakdown is read-only', async () => {
  const now = decisionOn(await breakdown(), REPORT.indexOf('改造老旧小区46'));
  for (const [path, body] of [
    [`/sentences/${now.sentence}/reopen`, { rowVersion: now.rowVersion }],
    ['/bulk-accept', { revision: 99 }],
    ['/undo', {}],
  ] as const) {
    expect(await post(path, body)).toMatchObject({ status: 409, body: { code: 'BREAKDOWN_ISSUED' } });
  }
  expect((await issue()).body.code).toBe('BREAKDOWN_ISSUED');
});

test('the ledger is searched, filtered by unit and its groups, and paged without gaps', async () => {
  expect((await ledger(`q=${encodeURIComponent('东北环线')}`)).items).toHaveLength(1);
  // What stands for anything in SQL stands for itself here.
  expect((await ledger('q=_')).total).toBe(0);
  const { TJJ, DSQ, FGW } = server.city.organisations;
  expect((await ledger(`organisationId=${TJJ}`)).items.map((item: Item) => item.wording)).toContain('建好东北环线公路');
  // 东山区 belongs to 各县区.
  expect((await ledger(`organisationId=${DSQ}`)).items.map((item: Item) => item.wording)).toContain('建好东北环线公路');
  expect((await ledger(`reportId=${reportId}&organisationId=${FGW}`)).total).toBeGreaterThan(0);
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: Item[]; nextCursor: string | null } = await ledger(
      `limit=3${cursor ? `&cursor=${cursor}` : ''}`,
    );
    seen.push(...page.items.map((item) => item.number));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual((await ledger('limit=200')).items.map((item: Item) => item.number));
  expect((await office.get('/api/ledgers/supervision/items?cursor=nonsense')).body.code).toBe('INPUT_INVALID');
});

test('an item tells its history from the sentence on, and its reference leads back to the sentence and to it', async () => {
  const { items } = await ledger(`q=${encodeURIComponent('东北环线')}`);
  const { body } = await (await server.as('leader')).get(`/api/ledgers/supervision/items/${items[0].id}`);
  expect(body.history.map((one: { what: string }) => one.what)).toEqual(['批量接受建议', '修改事项', '印发，列入台账']);
  expect(body.history[0].changes[0]).toEqual({ field: '处置', before: '待定', after: '单独立项' });
  expect(body.history[1].who).toBe('测试supervision');
  const edited = new Map(body.history[1].changes.map((one: Change) => [one.field, one]));
  expect(edited.get('事项内容')).toEqual({
    field: '事项内容',
    before: '加快东北环线公路建设，年内完成投资6亿元，新建改建农村公路180公里。',
    after: '建好东北环线公路',
  });
  expect(edited.get('牵头单位')).toMatchObject({ after: '市交通运输局、北河县、市发展改革委' });
  expect(edited.get('配合单位')).toEqual({ field: '配合单位', before: '', after: '各县区、市统计局' });
  expect(edited.get('牵头领导')).toMatchObject({ before: '', after: expect.stringMatching(/^[^-]+$/) });
  expect(edited.get('季度节点')).toMatchObject({ before: '', after: '二季度：完成投资过半' });
  expect(edited.has('完成时限')).toBe(false);
  expect(body.history[2].changes).toEqual([
    { field: '编号', before: '', after: items[0].number },
    { field: '印发文号', before: '', after: '测政办〔2026〕1号' },
  ]);

  const source = await office.get(`/api/sources/${items[0].anchors[0].reference}`);
  expect(source.body).toMatchObject({
    text: items[0].anchors[0].text,
    sectionPath: ['2026年重点工作', '着力畅通交通网络'],
    items: [{ id: items[0].id, number: items[0].number, wording: '建好东北环线公路' }],
    after: expect.stringContaining('实施危桥改造14座。'),
  });
  expect((await office.get('/api/sources/R2026-1-S999')).body).toMatchObject({
    code: 'NOT_FOUND',
    message: expect.stringContaining('没有这个编号的原文句'),
  });
  expect((await office.get('/api/ledgers/supervision/items/00000000-0000-7000-8000-000000000000')).body.code).toBe(
    'NOT_FOUND',
  );
});

test('an amended version after issue keeps the decisions, and is not issued a second time', async () => {
  const amended = await importReport(AMENDED_REPORT, '修改稿');
  const roads = decisionOn(await breakdown(amended), AMENDED_REPORT.indexOf('加快东北环线公路'));
  expect(roads.items[0]?.wording).toBe('建好东北环线公路');
  const { revision } = await breakdown(amended);
  const again = await office.post(`/api/breakdowns/${amended}/issue`, {
    title: '再发一次',
    issuedOn: '2026-03-09',
    organId: server.city.organId,
    revision,
  });
  expect(again).toMatchObject({
    status: 409,
    body: { code: 'BREAKDOWN_ISSUED', message: expect.stringContaining('测政办〔2026〕1号') },
  });
});

test('what people confirmed is known to the next import', async () => {
  const next = REPORT.replaceAll('2026年', '2027年')
    .replaceAll('2025年', '2026年')
    .replace('农村公路180公里', '农村公路160公里');
  const id = await importReport(next);
  expect((await office.get(`/api/reports/${id}`)).body).toMatchObject({ year: 2027, version: 1 });
  // No word of it points to the park; only the office's own choice of last year does.
  const bridge = decisionOn(await breakdown(id), next.indexOf('实施危桥改造'));
  expect(bridge.items[0]?.proposals[0]).toMatchObject({ organisationId: server.city.organisations.GXXQ });
  expect(bridge.items[0]?.leads).toEqual([server.city.organisations.GXXQ]);
});
