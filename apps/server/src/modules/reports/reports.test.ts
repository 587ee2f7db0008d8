import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeOfficialDocument } from '@luoshi/documents';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, startTestServer, type TestServer } from '../../testing/harness.ts';
import { bytesOf, NO_REPORT, REPORT } from '../../testing/report-text.ts';

let server: TestServer;
let office: Client;
beforeAll(async () => {
  server = await startTestServer();
  office = await server.as('supervision');
});
afterAll(() => server.close());

const fields = (more: Record<string, string> = {}) => ({ organId: server.city.organId, unclassified: 'true', ...more });

async function importFile(name: string, text: string | Uint8Array, more: Record<string, string> = {}) {
  const bytes = typeof text === 'string' ? bytesOf(text) : text;
  const started = await office.upload('/api/reports', { name, bytes }, fields(more));
  await server.runJobs();
  const ended = started.status === 202 ? (await office.get(`/api/imports/${started.body.id}`)).body : null;
  return { started, ended };
}

const counts = () =>
  server.db.transaction(server.city.tenantId, async (tx) => {
    const { rows } = await sql<{ reports: number; decisions: number; files: number }>`
      select (select count(*) from report) as reports, (select count(*) from decision) as decisions, (select count(*) from file) as files`.execute(
      tx,
    );
    return rows[0];
  });

test('a report is imported, and everything in it points into its text', async () => {
  const { started, ended } = await importFile('政府工作报告.txt', REPORT);
  expect(started.status).toBe(202);
  expect(started.body).toMatchObject({ state: 'queued', progress: 0, reportId: null, duplicate: false, error: null });
  expect(ended).toMatchObject({ state: 'done', progress: 100, duplicate: false, error: null });

  const { body } = await office.get(`/api/reports/${ended.reportId}/text`);
  expect(body.text).toBe(REPORT);
  expect(body.report).toMatchObject({
    title: '政府工作报告',
    region: '测试市',
    year: 2026,
    version: 1,
    versionLabel: '审议稿',
    current: true,
  });
  expect(body.report.sha256).toBe(createHash('sha256').update(bytesOf(REPORT)).digest('hex'));
  expect(body.sections.map((one: { title: string }) => one.title)).toContain('着力畅通交通网络');
  const bridge = body.sentences.find(
    (one: { start: number; end: number }) => REPORT.slice(one.start, one.end) === '实施危桥改造14座。',
  );
  expect(bridge).toMatchObject({ task: true, reference: `R2026-1-S${String(bridge.number).padStart(3, '0')}` });
  for (const measure of body.measures) expect(REPORT.slice(measure.start, measure.end)).toBe(measure.raw);

  const file = await office.get(`/api/reports/${ended.reportId}/file`);
  expect(file.bytes.equals(bytesOf(REPORT))).toBe(true);
  expect((await office.get('/api/reports')).body.reports).toHaveLength(1);
});

test('a Word file is imported as well, and its references carry its version', async () => {
  const lines = REPORT.replaceAll('2026年', '2028年').trim().split(/\n+/);
  const [title = '', ...rest] = lines;
  const blocks = rest.map((text) => ({ kind: 'paragraph' as const, runs: [{ text }] }));
  const docx = await writeOfficialDocument({ title, blocks });
  const { ended } = await importFile('政府工作报告.docx', docx, { versionLabel: '送审稿' });
  expect(ended).toMatchObject({ state: 'done', error: null });
  const { body } = await office.get(`/api/reports/${ended.reportId}/text`);
  expect(body.report).toMatchObject({ year: 2028, version: 1, versionLabel: '送审稿' });
  expect(body.sections.map((one: { title: string }) => one.title)).toContain('着力做强特色农业');
  expect(body.sentences[0].reference).toBe('R2028-1-S001');
  const told = body.sentences.map((one: { start: number; end: number }) => body.text.slice(one.start, one.end));
  expect(told).toContain('建成产地冷藏保鲜设施22座。');
});

test('another region’s report is none of our versions, and our own stays the one that is worked on', async () => {
  const own = (await office.get('/api/reports')).body.reports.find((one: { year: number }) => one.year === 2026);
  const { ended } = await importFile('邻市.txt', REPORT.replaceAll('测试市', '邻江市'));
  const { body } = await office.get(`/api/reports/${ended.reportId}/text`);
  expect(body.report).toMatchObject({ region: '邻江市', year: 2026, version: 1, current: true });
  expect(body.sentences[0].reference).toBe('R2026-1B-S001');
  expect((await office.get(`/api/reports/${own.id}`)).body.current).toBe(true);
});

test('the same bytes again open the report that holds them, and nothing new is made', async () => {
  const before = await counts();
  const { started, ended } = await importFile('再传一次.txt', REPORT, { versionLabel: '修改稿' });
  const reports = (await office.get('/api/reports')).body.reports.filter(
    (one: { region: string; year: number }) => one.year === 2026 && one.region === '测试市',
  );
  expect(started.body).toMatchObject({ state: 'done', duplicate: true, reportId: reports[0].id });
  expect(ended.duplicate).toBe(true);
  expect(await counts()).toEqual(before);
});

test('measures are filtered by part, kind, indicator, region and words', async () => {
  const report = (await office.get('/api/reports')).body.reports.find(
    (one: { region: string; year: number }) => one.year === 2026 && one.region === '测试市',
  );
  const list = async (query: string) => (await office.get(`/api/reports/${report.id}/measures?${query}`)).body;
  const all = await list('');
  expect(all.total).toBe(report.counts.measures);
  expect(all.total).toBeGreaterThan(20);
  const grain = (await list(`indicator=${encodeURIComponent('粮食')}&part=review`)).rows;
  expect(grain).toMatchObject([
    { raw: '36.2', value: 36.2, unit: '万吨', kind: 'result', sentenceText: expect.stringContaining('粮食总产量') },
  ]);
  expect((await list(`region=${encodeURIComponent('北河')}`)).rows.map((row: { raw: string }) => row.raw)).toEqual([
    '3.4',
  ]);
  for (const row of all.rows)
    expect(row.sentenceText.slice(row.start - row.sentenceStart).startsWith(row.raw)).toBe(true);
  const plan = await list('part=plan');
  expect(plan.rows.every((row: { part: string }) => row.part === 'plan')).toBe(true);
  expect(
    (await list('q=老旧小区')).rows.every((row: { sentenceText: string }) => row.sentenceText.includes('老旧小区')),
  ).toBe(true);
  expect((await office.get(`/api/reports/${report.id}/measures?part=middle`)).status).toBe(400);
});

test('only the supervision office imports; everybody signed in reads', async () => {
  const file = { name: '政府工作报告.txt', bytes: bytesOf(REPORT) };
  for (const role of ['reporter', 'leader', 'viewer'] as const) {
    const client = await server.as(role);
    expect((await client.upload('/api/reports', file, fields())).body.code).toBe('NOT_ALLOWED');
    expect((await client.get('/api/reports')).status).toBe(200);
  }
  expect((await (await server.as(null)).get('/api/reports')).body.code).toBe('SIGN_IN_REQUIRED');
});

test('without the confirmation that it is not classified nothing is taken', async () => {
  const before = await counts();
  const answer = await office.upload(
    '/api/reports',
    { name: '报告.txt', bytes: bytesOf('x') },
    { organId: server.city.organId },
  );
  expect(answer.body).toMatchObject({ code: 'UNCLASSIFIED_NOT_CONFIRMED', message: expect.stringContaining('不涉密') });
  expect(await counts()).toEqual(before);
});

const withoutPlan = `${REPORT.slice(0, REPORT.indexOf('二、2026年主要预期目标'))}\n各位代表！谢谢大家！\n`;
const withoutYear = REPORT.replaceAll(/20\d\d年/g, '').replace('主要预期目标', '主要预期目标');

test.each([
  ['an empty file', '空.txt', new Uint8Array(), 'FILE_EMPTY'],
  ['a notice', '通知.txt', NO_REPORT, 'NOT_A_REPORT'],
  ['a report without a plan', '回顾.txt', withoutPlan, 'REPORT_WITHOUT_PLAN'],
  ['a report that does not say its year', '无年份.txt', withoutYear, 'YEAR_UNKNOWN'],
  ['a marked file', '涉密.txt', `机密★10年\n${REPORT}`, 'FILE_CLASSIFIED'],
  ['a picture', '照片.jpg', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), 'FILE_KIND_UNKNOWN'],
  [
    'an old Word file under a new name',
    '旧.docx',
    new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array(600).fill(0)]),
    'FILE_KIND_MISMATCH',
  ],
] as const)('%s is refused in Chinese and leaves nothing', async (_, name, content, code) => {
  const before = await counts();
  const { started, ended } = await importFile(name, content);
  const error = ended?.error ?? started.body;
  expect(error).toMatchObject({ code, message: expect.stringMatching(/[\u4e00-\u9fff]{6}/) });
  if (ended) expect(ended).toMatchObject({ state: 'failed', reportId: null });
  expect(await counts()).toEqual(before);
  if (content.length > 0) {
    const sha256 = createHash('sha256')
      .update(typeof content === 'string' ? bytesOf(content) : content)
      .digest('hex');
    expect(existsSync(server.platform.files.pathOf(sha256))).toBe(false);
  }
});

test('the year given is used where the report does not say it', async () => {
  const { ended } = await importFile('无年份.txt', withoutYear, { year: '2031' });
  expect((await office.get(`/api/reports/${ended.reportId}`)).body).toMatchObject({ year: 2031, version: 1 });
});

test('a stored report cannot be changed or removed, not even by the server itself', async () => {
  for (const table of ['report', 'report_section', 'report_sentence', 'report_task']) {
    for (const change of [`update ${table} set tenant_id = tenant_id`, `delete from ${table}`]) {
      const attempt = server.db.transaction(server.city.tenantId, (tx) => sql.raw(change).execute(tx));
      await expect(attempt).rejects.toThrow(/append-only/);
    }
  }
});

test('an unknown report is not found, and says where to go', async () => {
  const answer = await office.get('/api/reports/00000000-0000-7000-8000-000000000000/text');
  expect(answer.body).toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('报告') });
});
