import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Client, startTestServer, type TestServer } from '../../testing/harness.ts';
import { Role } from '../people/contract.ts';
import { eventType, record } from './index.ts';

const moved = eventType({
  name: 'test.move-due',
  label: '调整完成时限',
  subject: 'thing',
  data: z.object({
    due: z.string().meta({ title: '完成时限' }),
    lead: z.string().meta({ title: '牵头单位', names: 'organisation' }),
  }),
});

let server: TestServer;
let auditor: Client;
let office: Client;
beforeAll(async () => {
  server = await startTestServer();
  auditor = await server.as('audit_administrator');
  office = await server.as('supervision');
  const { FGW, JTJ } = server.city.organisations;
  for (let i = 1; i <= 5; i += 1) {
    await server.db.transaction(server.city.tenantId, (tx) =>
      record(tx, {
        actor: office.actor,
        clock: server.clock,
        type: moved,
        subject: `事${i}`,
        before: { due: '2026-06-30', lead: FGW! },
        after: { due: '2026-09-30', lead: JTJ! },
        why: i === 3 ? '材料 100% 未到' : '雨季停工',
      }),
    );
    server.clock.advance(24 * 3_600_000);
  }
});
afterAll(() => server.close());

const search = async (query: string) => (await auditor.get(`/api/record/events?${query}`)).body;
const subjects = (body: { events: { subject: { id: string } }[] }) => body.events.map(({ subject }) => subject.id);

test('the record is searched by time, person, operation, subject and the words of the reason', async () => {
  expect(subjects(await search('operation=test.move-due'))).toEqual(['事5', '事4', '事3', '事2', '事1']);
  expect(subjects(await search('operation=test.&from=2026-03-03&to=2026-03-04'))).toEqual(['事3', '事2']);
  expect(subjects(await search(`operation=test.&why=${encodeURIComponent('100%')}`))).toEqual(['事3']);
  expect(subjects(await search(`subjectKind=thing&subjectId=${encodeURIComponent('事2')}`))).toEqual(['事2']);
  expect(subjects(await search(`operation=test.&personId=${office.actor.personId}`))).toHaveLength(5);
  expect(subjects(await search(`operation=test.&person=${encodeURIComponent('supervision')}`))).toHaveLength(5);
  expect(subjects(await search(`operation=test.&person=${encodeURIComponent('张三')}`))).toEqual([]);
  expect(subjects(await search(`operation=test.&personId=${auditor.actor.personId}`))).toEqual([]);
});

test('it is paged without gaps, and shows who changed what from what to what, and why', async () => {
  const first = await search('operation=test.move-due&limit=3');
  const rest = await search(`operation=test.move-due&limit=3&cursor=${first.nextCursor}`);
  expect([...subjects(first), ...subjects(rest)]).toEqual(['事5', '事4', '事3', '事2', '事1']);
  expect(rest.nextCursor).toBeNull();
  const { body } = await auditor.get(`/api/record/events/${rest.events[1].id}`);
  expect(body).toMatchObject({
    who: '测试supervision',
    organisation: '市政府办',
    post: '干部',
    address: '127.0.0.1',
    via: 'page',
    what: '调整完成时限',
    why: '雨季停工',
    changes: [
      { field: '完成时限', before: '2026-06-30', after: '2026-09-30' },
      { field: '牵头单位', before: '市发展改革委', after: '市交通运输局' },
    ],
  });
});

test('nobody else reads it, and reading it leaves an event itself', async () => {
  for (const role of Role.options.filter((one) => one !== 'audit_administrator'))
    for (const path of ['events', 'state', 'words'])
      expect((await (await server.as(role)).get(`/api/record/${path}`)).status).toBe(403);
  await search(`why=${encodeURIComponent('停工')}`);
  const { events } = await search('operation=record.read');
  expect(events[0]).toMatchObject({ what: '查阅留痕', personId: auditor.actor.personId });
  const detail = await auditor.get(`/api/record/events/${events[0].id}`);
  expect(detail.body.changes).toEqual([{ field: '原因中的字', before: '', after: '停工' }]);
});

test('the auditor has it verified, a checkpoint made, and takes it away as a file', async () => {
  const { body: asked } = await auditor.post('/api/record/verifications');
  expect(asked).toMatchObject({ state: 'running', kind: 'verification' });
  expect((await auditor.post('/api/record/checkpoints')).status).toBe(204);
  await server.runJobs();
  const { body: verified } = await auditor.get(`/api/record/checks/${asked.id}`);
  expect(verified).toMatchObject({ state: 'done', faults: [] });
  expect(verified.events).toBeGreaterThan(5);
  const { body: begun } = await auditor.post('/api/record/exports');
  await server.runJobs();
  const { body: exported } = await auditor.get(`/api/record/checks/${begun.id}`);
  const file = await auditor.get(exported.download);
  const lines = file.bytes
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines[0]).toMatchObject({ kind: 'record', city: server.city.tenantId });
  expect(lines.filter(({ kind }) => kind === 'event')).toHaveLength(exported.events);
  expect((await office.get(exported.download)).status).toBe(403);
  const { body: state } = await auditor.get('/api/record/state');
  expect(state).toMatchObject({ alarms: 0, verification: { id: asked.id }, export: { id: begun.id } });
  expect(state.checkpoint.position).toBeGreaterThan(5);
});
