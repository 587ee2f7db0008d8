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

const importFile = async (name: string, text: string) => {
  const fields = { organId: server.city.organId, unclassified: 'true' };
  const { body } = await office.upload('/api/reports', { name, bytes: bytesOf(text) }, fields);
  await server.runJobs();
  return (await office.get(`/api/imports/${body.id}`)).body;
};
const newest = async (client = office) => (await client.get('/api/notifications')).body.notifications[0];

test('whoever imports a report is told when that has ended, and led to it; nobody else is', async () => {
  const { reportId } = await importFile('报告.txt', REPORT);
  expect(await newest()).toMatchObject({
    title: '报告已导入',
    text: '“报告.txt”已导入并分解，请核对任务分解。',
    link: `/reports/${reportId}`,
  });
  expect(await newest(await server.as('leader'))).toBeUndefined();
});

test('and when it was refused, why', async () => {
  server.clock.advance(1000);
  const { error } = await importFile('通知.txt', NO_REPORT);
  expect(await newest()).toMatchObject({ title: '报告没有导入', text: expect.stringContaining(error.message) });
});
