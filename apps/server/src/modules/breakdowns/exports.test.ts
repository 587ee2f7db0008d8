import { PassThrough } from 'node:stream';
import { readDocument } from '@luoshi/documents';
import Excel from '@protobi/exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, startTestServer, type TestServer } from '../../testing/harness.ts';
import { bytesOf, REPORT } from '../../testing/report-text.ts';
import type { Item } from '../ledgers/contract.ts';
import type { Breakdown } from './contract.ts';

let server: TestServer;
let office: Client;
let reportId: string;
beforeAll(async () => {
  server = await startTestServer();
  office = await server.as('supervision');
  const fields = { organId: server.city.organId, unclassified: 'true' };
  const started = await office.upload('/api/reports', { name: '政府工作报告.txt', bytes: bytesOf(REPORT) }, fields);
  await server.runJobs();
  reportId = (await office.get(`/api/imports/${started.body.id}`)).body.reportId;
  const { GXXQ, NYNCJ, FGW } = server.city.organisations;
  await office.post(`/api/breakdowns/${reportId}/bulk-accept`, { revision: 0 });
  for (const decision of (await breakdown()).decisions) {
    let { rowVersion } = decision;
    for (const item of decision.items) {
      const change = { rowVersion, leads: [NYNCJ, FGW], supports: [GXXQ], wording: `=${item.wording}` };
      const { body } = await office.patch(
        `/api/breakdowns/${reportId}/sentences/${decision.sentence}/items/${item.id}`,
        change,
      );
      rowVersion = body.decisions[0].rowVersion;
    }
  }
});
afterAll(() => server.close());

const breakdown = async (): Promise<Breakdown> => (await office.get(`/api/breakdowns/${reportId}`)).body;

async function sheetsOf(path: string) {
  const { bytes, status, headers } = await office.get(path);
  expect(status).toBe(200);
  const workbook = new Excel.Workbook();
  await workbook.xlsx.read(PassThrough.from([bytes]));
  const sheets = workbook.worksheets.map((sheet) => {
    const rows: string[][] = [];
    sheet.eachRow((row) => rows.push((row.values as unknown[]).slice(1).map((value) => cellText(value))));
    return rows;
  });
  return { sheets, headers, workbook };
}
const cellText = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object' && 'text' in value) return String((value as { text: unknown }).text);
  return String(value);
};
/** Rows under the header whose first cell is this. */
const under = (rows: string[][], header: string) => rows.slice(rows.findIndex((row) => row[0] === header) + 1);
const docxText = async (path: string) => {
  const { bytes, status } = await office.get(path);
  expect(status).toBe(200);
  return (await readDocument(bytes, { fileName: 'a.docx' })).text;
};

test('the draft says that it is one, and its rows are the drafts', async () => {
  const { items } = (await breakdown()).reconciliation;
  const { sheets, headers } = await sheetsOf(`/api/breakdowns/${reportId}/breakdown.xlsx`);
  expect(decodeURIComponent(String(headers['content-disposition']))).toContain('重点任务分工方案.xlsx');
  const [main, sentences] = sheets;
  expect(main!.flat().join()).toContain('征求意见稿');
  expect(under(main!, '序号').filter((row) => /^\d+$/.test(row[0] ?? ''))).toHaveLength(items);
  expect(sentences!.flat().join()).toContain('不立项（标题）');
  const text = await docxText(`/api/breakdowns/${reportId}/breakdown.docx`);
  expect(text).toContain(`分解为${items}项`);
  expect(text).not.toContain('〔2026〕1号');
});

test('once issued, Excel and docx hold what the ledger holds, each row leading to its sentence', async () => {
  const { revision } = await breakdown();
  const issued = await office.post(`/api/breakdowns/${reportId}/issue`, {
    title: '2026年政府工作报告重点任务分工方案',
    issuedOn: '2026-03-02',
    organId: server.city.organId,
    revision,
  });
  expect(issued.status).toBe(200);
  const ledger: Item[] = (await office.get('/api/ledgers/supervision/items?limit=200')).body.items;

  const { sheets, workbook } = await sheetsOf(`/api/breakdowns/${reportId}/breakdown.xlsx`);
  const [main] = sheets;
  expect(main!.flat().join()).toContain('测政办〔2026〕1号');
  expect(main!.flat().join()).not.toContain('征求意见稿');
  const rows = under(main!, '序号').filter((row) => /^\d+$/.test(row[0] ?? ''));
  // 建制顺序: the lead is named first, the others follow in official order.
  expect(rows.map((row) => [row[0], row[1], row[4], row[5], row[8]])).toEqual(
    ledger.map((item) => [
      String(item.position),
      item.wording,
      '市农业农村局、市发展改革委',
      '高新区',
      item.anchors.map((anchor) => anchor.reference).join('\n'),
    ]),
  );
  const links: string[] = [];
  workbook.worksheets[0]!.eachRow((row) => {
    const { hyperlink } = row.getCell(9);
    if (hyperlink) links.push(hyperlink);
  });
  expect(links).toHaveLength(ledger.length);
  for (const link of links) {
    const source = await office.get(`/api/sources/${new URL(link).pathname.split('/').at(-1)}`);
    expect(source.body.items.length).toBeGreaterThan(0);
  }
  // A wording that begins like a formula is text.
  workbook.worksheets[0]!.eachRow((row) => {
    for (let i = 1; i <= 9; i++) expect(row.getCell(i).formula).toBeFalsy();
  });

  const text = await docxText(`/api/breakdowns/${reportId}/breakdown.docx`);
  expect(text).toContain('测政办〔2026〕1号');
  expect(text).toContain('2026年3月2日');
  for (const item of ledger) {
    expect(text).toContain(item.wording.replace(/[。；]$/u, ''));
    for (const anchor of item.anchors) expect(text).toContain(anchor.reference);
  }

  const whole = await sheetsOf('/api/ledgers/supervision/items.xlsx');
  expect(
    under(whole.sheets[0]!, '序号')
      .filter((row) => row[0]?.startsWith('测政督'))
      .map((row) => row[0]),
  ).toEqual(ledger.map((item) => item.number));
});

test('figures go out as a workbook and as CSV, filtered as asked', async () => {
  const listed = (await office.get(`/api/reports/${reportId}/measures?part=plan`)).body;
  const { sheets } = await sheetsOf(`/api/reports/${reportId}/measures.xlsx?part=plan`);
  expect(under(sheets[0]!, '所在部分')).toHaveLength(listed.total);
  const csv = (await office.get(`/api/reports/${reportId}/measures.csv?part=plan`)).bytes.toString('utf8');
  expect(csv.trim().split(/\r?\n/)).toHaveLength(listed.total + 1);
  for (const row of listed.rows) expect(csv).toContain(`/sources/${row.reference}`);
});

test('files are for people who are signed in', async () => {
  const stranger = await server.as(null);
  for (const path of [
    `breakdowns/${reportId}/breakdown.xlsx`,
    `reports/${reportId}/measures.csv`,
    'ledgers/supervision/items.xlsx',
  ]) {
    expect((await stranger.get(`/api/${path}`)).body.code).toBe('SIGN_IN_REQUIRED');
  }
});
