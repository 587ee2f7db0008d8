import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPerson } from '../../testing/builders.ts';
import { type Client, startTestServer, type TestServer } from '../../testing/harness.ts';
import { bytesOf, REPORT } from '../../testing/report-text.ts';
import type { Breakdown } from './contract.ts';

let server: TestServer;
let office: Client;
beforeAll(async () => {
  server = await startTestServer();
  office = await server.as('supervision');
});
afterAll(() => server.close());

test('when a breakdown is issued, the units that lead and the leaders who sponsor are told, and others are not', async () => {
  const { tenantId, organisations, sponsorId, organId } = server.city;
  const holder = (name: string, role: 'reporter' | 'approver' | 'viewer', code: string) =>
    server.db.system((tx) => buildPerson(tx, tenantId, { name, role, organisationId: organisations[code]! }));
  const reporter = await holder('填报', 'reporter', 'JTJ');
  const approver = await holder('审核', 'approver', 'JTJ');
  const strangers = [await holder('只读', 'viewer', 'JTJ'), await holder('别家', 'reporter', 'TJJ')];
  const fields = { organId, unclassified: 'true', versionLabel: '审议稿' };
  const started = await office.upload('/api/reports', { name: '报告.txt', bytes: bytesOf(REPORT) }, fields);
  await server.runJobs();
  const { reportId } = (await office.get(`/api/imports/${started.body.id}`)).body;
  const address = `/api/breakdowns/${reportId}`;
  const breakdown = async (): Promise<Breakdown> => (await office.get(address)).body;
  await office.post(`${address}/bulk-accept`, { revision: (await breakdown()).revision });
  for (const decision of (await breakdown()).decisions)
    if (decision.disposition === 'pending')
      await office.post(`${address}/sentences/${decision.sentence}/reject`, {
        rowVersion: decision.rowVersion,
        reason: '不是任务',
      });
  // Everything is led by one unit and sponsored by one leader.
  for (const { sentence, items } of (await breakdown()).decisions)
    for (const { id } of items) {
      const now = (await breakdown()).decisions.find((one) => one.sentence === sentence)!;
      await office.patch(`${address}/sentences/${sentence}/items/${id}`, {
        rowVersion: now.rowVersion,
        leads: [organisations.JTJ],
        supports: [],
        sponsorId,
        due: '2026-12-31',
        confirmed: true,
      });
    }
  const issued = await office.post(`${address}/issue`, {
    title: '任务分工方案',
    issuedOn: '2026-03-02',
    organId,
    revision: (await breakdown()).revision,
  });
  expect(issued.body).toMatchObject({ documentNumber: '测政办〔2026〕1号' });
  await server.runJobs();
  const told = async (personId: string) =>
    (await (await server.as('viewer', personId)).get('/api/notifications')).body.notifications;
  for (const personId of [reporter, approver])
    expect(await told(personId)).toMatchObject([
      {
        title: '有新的牵头事项',
        text: expect.stringContaining('测政办〔2026〕1号《任务分工方案》'),
        link: `/ledgers/supervision?reportId=${reportId}`,
      },
    ]);
  expect(await told(sponsorId)).toMatchObject([{ title: '有新的包联事项' }]);
  for (const personId of strangers) expect(await told(personId)).toEqual([]);
});
