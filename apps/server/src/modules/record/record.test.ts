import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startTestServer, type TestServer } from '../../testing/harness.ts';
import { eventType, record, recordAll } from './index.ts';

const renamed = eventType({ name: 'test.rename', label: '更名', subject: 'thing', data: z.unknown() });
const counted = eventType({ name: 'test.many', label: '数', subject: 'many', data: z.int() });

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('a fact keeps who, when, what, before, after and why, with an outbox row', async () => {
  const { actor } = await server.as('supervision');
  const id = await server.db.transaction(server.city.tenantId, (tx) =>
    record(tx, {
      actor,
      clock: server.clock,
      type: renamed,
      subject: '甲',
      before: { name: '旧' },
      after: ['新', null],
      why: '更名',
    }),
  );
  const rows = await server.db.transaction(server.city.tenantId, async (tx) => ({
    event: await tx.selectFrom('event').where('id', '=', id).selectAll().executeTakeFirst(),
    outbox: await tx.selectFrom('outbox').where('event_id', '=', id).select('event_id').execute(),
  }));
  expect(rows.event).toMatchObject({
    at: server.clock.now(),
    actor_id: actor.personId,
    actor_name: '',
    via: 'page',
    actor_organisation_id: server.city.organisations.ZFB,
    before: { name: '旧' },
    after: ['新', null],
    why: '更名',
  });
  expect(rows.outbox).toEqual([{ event_id: id }]);
});

test('facts of one operation keep their order', async () => {
  const { actor } = await server.as('supervision');
  const facts = Array.from({ length: 50 }, (_, index) => ({
    actor,
    clock: server.clock,
    type: counted,
    subject: String(index),
    before: null,
    after: index,
  }));
  const ids = await server.db.transaction(server.city.tenantId, (tx) => recordAll(tx, facts));
  const rows = await server.db.transaction(server.city.tenantId, (tx) =>
    tx.selectFrom('event').where('subject_kind', '=', 'many').orderBy('id').select(['id', 'after']).execute(),
  );
  expect(rows.map((row) => row.id)).toEqual(ids);
  expect(rows.map((row) => row.after)).toEqual(facts.map((fact) => fact.after));
});
