import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/harness.ts';
import { record, recordAll } from './index.ts';

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
      operation: 'test.rename',
      subject: { kind: 'thing', id: '甲' },
      before: { name: '旧' },
      after: ['新', null],
      why: '更名',
    }),
  );
  const rows = await server.db.transaction(server.city.tenantId, async (tx) => ({
    event: await tx.selectFrom('event').where('id', '=', id).selectAll().executeTakeFirst(),
    outbox: await tx.selectFrom('outbox').where('event_id', '=', id).select('delivered_at').execute(),
  }));
  expect(rows.event).toMatchObject({
    at: server.clock.now(),
    actor_id: actor.personId,
    actor_name: '测试supervision',
    before: { name: '旧' },
    after: ['新', null],
    why: '更名',
  });
  expect(rows.outbox).toEqual([{ delivered_at: null }]);
});

test('facts of one operation keep their order', async () => {
  const { actor } = await server.as('supervision');
  const facts = Array.from({ length: 50 }, (_, index) => ({
    actor,
    clock: server.clock,
    operation: 'test.many',
    subject: { kind: 'many', id: String(index) },
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
