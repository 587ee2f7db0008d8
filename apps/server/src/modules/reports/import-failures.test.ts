import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Room } from '../../room.ts';
import { type Client, startTestServer, type TestServer } from '../../testing/harness.ts';
import { AMENDED_REPORT, bytesOf, REPORT } from '../../testing/report-text.ts';
import { people } from '../people/index.ts';
import { importJob, reports } from './index.ts';

/** Fails as often as told, at the very end of an import: when everything else has been written. */
let failures = 0;
const trouble: Room = {
  name: 'trouble',
  jobs: [
    importJob({
      past: async () => [],
      onStored: async () => {
        if (failures-- > 0) throw new Error('the disk is full');
      },
    }),
  ],
};

let server: TestServer;
let office: Client;
beforeAll(async () => {
  server = await startTestServer({ rooms: [people, reports, trouble] });
  office = await server.as('supervision');
});
afterAll(() => server.close());

const upload = (text: string | Uint8Array, name = '政府工作报告.txt') =>
  office.upload(
    '/api/reports',
    { name, bytes: typeof text === 'string' ? bytesOf(text) : text },
    { organId: server.city.organId, unclassified: 'true' },
  );
const state = async (started: { body: { id: string } }) => (await office.get(`/api/imports/${started.body.id}`)).body;
const rows = () =>
  server.db.transaction(server.city.tenantId, async (tx) => {
    const {
      rows: [counts],
    } = await sql<Record<string, number>>`select
      (select count(*) from report) as reports, (select count(*) from report_sentence) as sentences,
      (select count(*) from report_section) as sections, (select count(*) from file) as files`.execute(tx);
    return counts;
  });
/** Long enough for every further attempt to be due. */
async function runAllAttempts() {
  for (let i = 0; i < 8; i++) {
    await server.runJobs();
    server.clock.advance(3_600_000);
  }
}

test('an import that fails for good leaves nothing and says so; the file can be imported later', async () => {
  failures = 100;
  const started = await upload(REPORT);
  await runAllAttempts();
  expect(await state(started)).toMatchObject({
    state: 'failed',
    reportId: null,
    error: { code: 'INTERNAL', message: expect.stringContaining('没有保存') },
  });
  expect(await rows()).toEqual({ reports: 0, sentences: 0, sections: 0, files: 0 });

  failures = 0;
  const again = await upload(REPORT);
  await server.runJobs();
  expect(await state(again)).toMatchObject({ state: 'done', duplicate: false });
});

test('an import that fails once is tried again and stored once', async () => {
  failures = 1;
  const before = await rows();
  const started = await upload(AMENDED_REPORT);
  await runAllAttempts();
  expect(await state(started)).toMatchObject({ state: 'done', duplicate: false });
  expect((await rows())?.reports).toBe((before?.reports ?? 0) + 1);
});

test('the same file uploaded twice before it is read becomes one report', async () => {
  const other = REPORT.replaceAll('2026年', '2029年');
  const [first, second] = [await upload(other), await upload(other, '同一份.txt')];
  await server.runJobs();
  const states = [await state(first), await state(second)];
  expect(states.map((one) => one.state)).toEqual(['done', 'done']);
  expect(states.map((one) => one.duplicate).sort()).toEqual([false, true]);
  expect(states[0].reportId).toBe(states[1].reportId);
});

test('a file over the limit is refused while it is received', async () => {
  const before = await rows();
  const answer = await upload(new Uint8Array(51 * 1024 * 1024));
  expect(answer).toMatchObject({
    status: 413,
    body: { code: 'FILE_TOO_LARGE', message: expect.stringContaining('50 MB') },
  });
  expect(await rows()).toEqual(before);
});

test('bytes that are no text in any encoding are refused', async () => {
  const started = await upload(new Uint8Array(400).map((_, i) => (i % 3 === 0 ? 0xff : 0xfe - (i % 7))));
  await server.runJobs();
  expect((await state(started)).error.code).toBe('FILE_ENCODING');
});
