import { afterAll, beforeAll, expect, test } from 'vitest';
import { json } from '../../platform/db/columns.ts';
import { newId } from '../../platform/ids.ts';
import { buildPerson } from '../../testing/builders.ts';
import { type Client, startTestServer, type TestServer } from '../../testing/harness.ts';
import { AMENDED_REPORT, bytesOf, REPORT } from '../../testing/report-text.ts';

let server: TestServer;
let city: Client;
let east: Client;
let north: Client;
const organs: Record<string, string> = {};
beforeAll(async () => {
  server = await startTestServer();
  const { tenantId, organisations } = server.city;
  const office = (code: string, region: string) =>
    server.db.transaction(tenantId, async (tx) => {
      organs[code] = newId();
      await tx
        .insertInto('issuing_organ')
        .values({
          tenant_id: tenantId,
          id: organs[code],
          name: `${code}人民政府`,
          region_code: region,
          organisation_id: organisations[code]!,
          number_prefixes: json({ breakdown: `${code}办`, supervision: `${code}督` }),
          position: 2,
        })
        .execute();
      return buildPerson(tx, tenantId, { name: code, role: 'supervision', organisationId: organisations[code]! });
    });
  city = await server.as('supervision');
  east = await server.as('supervision', await office('DSQ', '990100-1'));
  north = await server.as('supervision', await office('BHX', '990100-2'));
});
afterAll(() => server.close());

async function importFor(client: Client, organId: string, text: string) {
  const fields = { organId, unclassified: 'true' };
  const started = await client.upload('/api/reports', { name: '报告.txt', bytes: bytesOf(text) }, fields);
  await server.runJobs();
  return started.status === 202 ? (await client.get(`/api/imports/${started.body.id}`)).body : started.body;
}
const titles = async (client: Client): Promise<string[]> =>
  (await client.get('/api/reports')).body.reports.map((one: { id: string }) => one.id);

test('a county’s office imports for its own government; the others neither see the report nor get it by its file', async () => {
  const text = REPORT.replaceAll('测试市', '东山区');
  expect((await importFor(east, server.city.organId, text)).code).toBe('NOT_FOUND');
  const { reportId } = await importFor(east, organs.DSQ!, text);
  expect(await titles(east)).toEqual([reportId]);
  expect(await titles(city)).toEqual([reportId]);
  expect(await titles(north)).toEqual([]);
  expect((await north.get(`/api/reports/${reportId}`)).status).toBe(404);
  const again = await importFor(north, organs.BHX!, text);
  expect(again).toMatchObject({ code: 'REPORT_OF_ANOTHER_ORGAN', message: expect.not.stringContaining('东山') });
  expect((await north.get('/api/reports/organs')).body.organs.map((one: { id: string }) => one.id)).toEqual([
    organs.BHX,
  ]);
});

test('the city’s report goes down the line once its breakdown is issued, without the drafts before it', async () => {
  const first = (await importFor(city, server.city.organId, REPORT)).reportId;
  const second = (await importFor(city, server.city.organId, AMENDED_REPORT)).reportId;
  expect(await titles(east)).not.toContain(second);
  await server.db.transaction(server.city.tenantId, async (tx) => {
    await tx
      .insertInto('issuance')
      .values({
        tenant_id: server.city.tenantId,
        id: newId(),
        report_id: second,
        organ_id: server.city.organId,
        document_number: '旧办〔2026〕7号',
        title: '任务分解',
        issued_on: '2026-03-01',
        issued_at: server.clock.now(),
        issued_by: null,
        issued_by_name: '系统',
        items: 1,
      })
      .execute();
  });
  expect(await titles(east)).toContain(second);
  expect(await titles(east)).not.toContain(first);
  expect((await city.get(`/api/reports/${second}/changes`)).body.from.id).toBe(first);
  expect((await east.get(`/api/reports/${second}/changes`)).body).toMatchObject({ from: null, rows: [] });
});

test('a breakdown is issued under an organ of its own government alone', async () => {
  const reportId = (await importFor(city, server.city.organId, REPORT.replaceAll('2026年', '2028年'))).reportId;
  const bulk = await city.post(`/api/breakdowns/${reportId}/bulk-accept`, { revision: 0 });
  const request = { title: '分解', issuedOn: '2026-03-02', revision: bulk.body.revision };
  const { decisions } = (await city.get(`/api/breakdowns/${reportId}`)).body;
  for (const { sentence, items } of decisions)
    for (const item of items) {
      const { rowVersion } = (await city.get(`/api/breakdowns/${reportId}`)).body.decisions.find(
        (one: { sentence: string }) => one.sentence === sentence,
      );
      if (item.lacks.length > 0)
        await city.patch(`/api/breakdowns/${reportId}/sentences/${sentence}/items/${item.id}`, {
          rowVersion,
          leads: [server.city.organisations.FGW],
          due: '2028-12-31',
        });
    }
  const { revision } = (await city.get(`/api/breakdowns/${reportId}`)).body;
  const issue = (organId: string) => city.post(`/api/breakdowns/${reportId}/issue`, { ...request, revision, organId });
  expect((await issue(organs.DSQ!)).body).toMatchObject({
    code: 'INPUT_INVALID',
    message: expect.stringContaining('发文机关'),
  });
  expect((await issue(server.city.organId)).status).toBe(200);
});
