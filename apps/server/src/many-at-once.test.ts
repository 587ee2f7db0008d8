/** Fifty people on the same rows: whoever comes second is told who was first and to what, and every sum adds up. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Breakdown, Decision } from './modules/breakdowns/contract.ts';
import type { SettingRow } from './modules/settings/contract.ts';
import { buildPerson } from './testing/builders.ts';
import { type Answer, type Client, startTestServer, type TestServer } from './testing/harness.ts';
import { bytesOf, REPORT } from './testing/report-text.ts';

const PEOPLE = 50;
const TRIES = 3;

let server: TestServer;
let reportId: string;
beforeAll(async () => {
  server = await startTestServer();
  const office = await server.as('supervision');
  const fields = { organId: server.city.organId, unclassified: 'true' };
  const started = await office.upload('/api/reports', { name: '政府工作报告.txt', bytes: bytesOf(REPORT) }, fields);
  await server.runJobs();
  reportId = (await office.get(`/api/imports/${started.body.id}`)).body.reportId;
});
afterAll(() => server.close());

/** Fifty people of one role, signed in: 测试员1 … */
async function fifty(role: 'supervision' | 'system_administrator'): Promise<{ name: string; client: Client }[]> {
  const { tenantId, organisations } = server.city;
  const people: { name: string; client: Client }[] = [];
  for (let i = 1; i <= PEOPLE; i += 1) {
    const name = `${role === 'supervision' ? '督查员' : '管理员'}${i}`;
    const id = await server.db.transaction(tenantId, (tx) =>
      buildPerson(tx, tenantId, { name, role, organisationId: organisations.ZFB! }),
    );
    people.push({ name, client: await server.as(role, id) });
  }
  return people;
}

/** Everybody tries some times, all at once: with what they saw last, which a conflict tells them. Returns who succeeded, in order of version. */
async function contend<Row extends { rowVersion: number }>(
  people: readonly { name: string; client: Client }[],
  first: Row,
  send: (client: Client, seen: Row, name: string) => Promise<Answer>,
  read: { accepted(answer: Answer): Row; current(answer: Answer): Row; by(answer: Answer): string },
): Promise<{ name: string; row: Row }[]> {
  const accepted: { name: string; row: Row }[] = [];
  const refused: { by: string; current: Row; seen: number }[] = [];
  await Promise.all(
    people.map(async ({ name, client }) => {
      let seen = first;
      for (let tries = 0; tries < TRIES; tries += 1) {
        const answer = await send(client, seen, name);
        if (answer.status === 200) {
          seen = read.accepted(answer);
          accepted.push({ name, row: seen });
          continue;
        }
        expect(answer).toMatchObject({ status: 409, body: { code: 'EDIT_CONFLICT' } });
        const current = read.current(answer);
        refused.push({ by: read.by(answer), current, seen: seen.rowVersion });
        expect(answer.body.message).toContain(read.by(answer));
        seen = current;
      }
    }),
  );
  expect(accepted.length + refused.length).toBe(PEOPLE * TRIES);
  expect(refused.length).toBeGreaterThan(0);
  accepted.sort((a, b) => a.row.rowVersion - b.row.rowVersion);
  // Every version once, and no gap.
  expect(accepted.map(({ row }) => row.rowVersion)).toEqual(accepted.map((_, i) => first.rowVersion + i + 1));
  for (const { by, current, seen } of refused) {
    expect(current.rowVersion).toBeGreaterThan(seen);
    const winner = accepted[current.rowVersion - first.rowVersion - 1]!;
    expect({ by, current }).toEqual({ by: winner.name, current: winner.row });
  }
  return accepted;
}

test('one sentence of a breakdown', async () => {
  const people = await fifty('supervision');
  const breakdown = async (): Promise<Breakdown> => (await people[0]!.client.get(`/api/breakdowns/${reportId}`)).body;
  const before = await breakdown();
  const decision = before.decisions.find((one) => one.disposition === 'pending')!;
  const path = `/api/breakdowns/${reportId}/sentences/${decision.sentence}`;
  const accepted = await contend<Decision>(
    people,
    decision,
    (client, { rowVersion }, name) => client.post(`${path}/reject`, { rowVersion, reason: `${name}第${rowVersion}次` }),
    {
      accepted: ({ body }) => body.decisions[0],
      current: ({ body }) => body.details.current,
      by: ({ body }) => body.details.by,
    },
  );
  const after = await breakdown();
  expect(after.decisions.find((one) => one.sentence === decision.sentence)).toEqual(accepted.at(-1)!.row);
  expect(after.revision).toBe(before.revision + accepted.length);
  const rows = await server.db.transaction(server.city.tenantId, async (tx) => ({
    edits: await tx
      .selectFrom('breakdown_edit')
      .where('report_id', '=', reportId)
      .orderBy('revision')
      .select('person_name')
      .execute(),
    events: await tx
      .selectFrom('event')
      .where('subject_id', '=', `${reportId}/${decision.sentence}`)
      .select('after')
      .execute(),
  }));
  expect(rows.edits.map((row) => row.person_name)).toEqual(accepted.map(({ name }) => name));
  const reasons = rows.events.map((row) => (row.after as { reason: string }).reason).sort();
  expect(reasons).toEqual(accepted.map(({ row }) => row.reason).sort());
  const { single, split, merged, none, pending, sentences } = after.reconciliation;
  expect(single + split + merged + none + pending).toBe(sentences);
});

test('one setting', async () => {
  const people = await fifty('system_administrator');
  const name = 'notifications.digest';
  const current = async (): Promise<SettingRow> =>
    (await people[0]!.client.get('/api/settings')).body.settings.find((one: SettingRow) => one.name === name);
  const before = await current();
  const accepted = await contend<SettingRow>(
    people,
    before,
    (client, { rowVersion }, who) =>
      client.post(`/api/settings/${name}`, {
        value: { on: true, at: `0${rowVersion % 10}:${String(Number(who.slice(3)) % 60).padStart(2, '0')}` },
        rowVersion,
        why: `${who}调整`,
      }),
    {
      accepted: ({ body }) => body,
      current: ({ body }) => body.details.current,
      by: ({ body }) => body.details.current.changedBy,
    },
  );
  expect(await current()).toEqual(accepted.at(-1)!.row);
  const events = await server.db.transaction(server.city.tenantId, (tx) =>
    tx.selectFrom('event').where('subject_id', '=', name).select(['why', 'before', 'after']).execute(),
  );
  expect(events.map((event) => event.why).sort()).toEqual(accepted.map((one) => `${one.name}调整`).sort());
  // Each began where another ended.
  const ends = events.map((event) => (event.after as { value: unknown }).value);
  for (const event of events)
    expect([before.value, ...ends]).toContainEqual((event.before as { value: unknown }).value);
});
