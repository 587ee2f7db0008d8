import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, startTestServer, type TestServer } from '../../testing/harness.ts';
import { AMENDED_REPORT, bytesOf, REPORT } from '../../testing/report-text.ts';
import type { Breakdown } from './contract.ts';

let server: TestServer;
let office: Client;
beforeAll(async () => {
  server = await startTestServer();
  office = await server.as('supervision');
});
afterAll(() => server.close());

async function upload(text: string): Promise<string> {
  const fields = { organId: server.city.organId, unclassified: 'true' };
  const { body } = await office.upload('/api/reports', { name: '报告.txt', bytes: bytesOf(text) }, fields);
  return body.id;
}
const reportOf = async (importId: string): Promise<string> =>
  (await office.get(`/api/imports/${importId}`)).body.reportId;
const breakdown = async (id: string): Promise<Breakdown> => (await office.get(`/api/breakdowns/${id}`)).body;

test('somebody edits while the next version is imported: each edit is taken over or refused, none is lost', async () => {
  const first = await upload(REPORT);
  await server.runJobs();
  const old = await reportOf(first);
  const { sentences, decisions } = await breakdown(old);
  const second = await upload(AMENDED_REPORT);

  const accepted: string[] = [];
  let refused = 0;
  const edits = async () => {
    for (const sentence of sentences.filter((one) => one.task)) {
      const { rowVersion } = decisions.find((one) => one.sentence === sentence.id)!;
      const path = `/api/breakdowns/${old}/sentences/${sentence.id}/accept`;
      const answer = await office.post(path, { rowVersion, leads: [server.city.organisations.GXXQ] });
      if (answer.status === 200) accepted.push(REPORT.slice(sentence.start, sentence.end));
      else {
        expect(answer.body.code).toBe('NOT_CURRENT_VERSION');
        refused += 1;
      }
      // Spread over the time that the import takes, whatever the machine does.
      if (accepted.length === 3) await Promise.race([importing, new Promise((resolve) => setTimeout(resolve, 200))]);
    }
  };
  const importing = server.runJobs();
  await Promise.all([importing, edits()]);

  const id = await reportOf(second);
  const now = await breakdown(id);
  const taken = now.decisions.filter((one) => one.disposition === 'single');
  const texts = now.sentences.map((one) => AMENDED_REPORT.slice(one.start, one.end));
  const carried = accepted.filter((text) => texts.includes(text));
  for (const text of carried) {
    const sentence = now.sentences[texts.indexOf(text)];
    const decision = taken.find((one) => one.sentence === sentence?.id);
    expect(decision?.items[0]?.leads).toEqual([server.city.organisations.GXXQ]);
  }
  expect(accepted.length).toBeGreaterThanOrEqual(3);
  expect(accepted.length + refused).toBe(sentences.filter((one) => one.task).length);
});
