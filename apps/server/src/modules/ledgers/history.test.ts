import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, startTestServer, type TestServer } from '../../testing/harness.ts';
import { AMENDED_REPORT, bytesOf, REPORT } from '../../testing/report-text.ts';
import type { Breakdown, Decision } from '../breakdowns/contract.ts';

let server: TestServer;
let office: Client;
beforeAll(async () => {
  server = await startTestServer();
  office = await server.as('supervision');
});
afterAll(() => server.close());

async function importReport(text: string, versionLabel: string): Promise<string> {
  const file = { name: `${versionLabel}.txt`, bytes: bytesOf(text) };
  const fields = { organId: server.city.organId, unclassified: 'true', versionLabel };
  const started = await office.upload('/api/reports', file, fields);
  await server.runJobs();
  return (await office.get(`/api/imports/${started.body.id}`)).body.reportId;
}
const breakdown = async (id: string): Promise<Breakdown> => (await office.get(`/api/breakdowns/${id}`)).body;
const edit = (id: string, decision: Decision, change: object) =>
  office.patch(`/api/breakdowns/${id}/sentences/${decision.sentence}/items/${decision.items[0]?.id}`, {
    rowVersion: decision.rowVersion,
    ...change,
  });

test('an item whose sentence came from an earlier version tells what was settled there, and what changed since', async () => {
  const { GXXQ, FGW } = server.city.organisations;
  const on = async (id: string, text: string) => {
    const { sentences, decisions } = await breakdown(id);
    const at = text.indexOf('实施危桥改造');
    const sentence = sentences.find((one) => one.start <= at && at < one.end);
    return decisions.find((one) => one.sentence === sentence?.id)!;
  };
  const first = await importReport(REPORT, '审议稿');
  await edit(first, await on(first, REPORT), { leads: [GXXQ], due: '2026-10-31' });
  const amended = await importReport(AMENDED_REPORT, '修改稿');
  await edit(amended, await on(amended, AMENDED_REPORT), { leads: [FGW], due: '2026-09-30' });
  await office.post(`/api/breakdowns/${amended}/bulk-accept`, { revision: (await breakdown(amended)).revision });
  for (const decision of (await breakdown(amended)).decisions) {
    let { rowVersion } = decision;
    for (const item of decision.items.filter(({ lacks }) => lacks.length > 0)) {
      const path = `/api/breakdowns/${amended}/sentences/${decision.sentence}/items/${item.id}`;
      const { body } = await office.patch(path, { rowVersion, leads: [FGW], due: '2026-12-31' });
      rowVersion = body.decisions[0].rowVersion;
    }
  }
  const issued = await office.post(`/api/breakdowns/${amended}/issue`, {
    title: '任务分工方案',
    issuedOn: '2026-03-02',
    organId: server.city.organId,
    revision: (await breakdown(amended)).revision,
  });
  expect(issued.status).toBe(200);

  const found = await office.get(`/api/ledgers/supervision/items?q=${encodeURIComponent('危桥改造')}`);
  const { history } = (await office.get(`/api/ledgers/supervision/items/${found.body.items[0].id}`)).body;
  expect(history.map((one: { what: string }) => one.what)).toEqual(['沿用上一版的处置', '修改事项', '印发，列入台账']);
  expect(history[0].why).toMatch(/^原为审议稿第\d+句，由测试supervision处置$/);
  expect(history[0].changes).toContainEqual({ field: '完成时限', before: '', after: '2026-10-31' });
  expect(history[1].changes).toEqual([
    { field: '牵头单位', before: '高新区', after: '市发展改革委' },
    { field: '完成时限', before: '2026-10-31', after: '2026-09-30' },
  ]);
});
