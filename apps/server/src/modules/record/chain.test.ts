import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { Platform } from '../../platform/platform.ts';
import { type Client, startTestServer, type TestServer } from '../../testing/harness.ts';
import { chainAll, chainSome, confirmWitnessed } from './chain.ts';
import { eventType } from './event-type.ts';
import { record } from './index.ts';
import { asOwner, verifying } from './testing.ts';
import { verifyRecord } from './verify-record.ts';
import { witnessOf } from './witness.ts';

const counted = eventType({ name: 'test.counted', label: '计数', subject: 'counted', data: z.int() });

let server: TestServer;
let office: Client;
beforeAll(async () => {
  server = await startTestServer();
  office = await server.as('supervision');
});
afterAll(() => server.close());
beforeEach(() => chainAll(server.platform, server.city.tenantId));

const write = (after: number) =>
  server.db.transaction(server.city.tenantId, (tx) =>
    record(tx, { actor: office.actor, clock: server.clock, type: counted, subject: 'x', before: null, after }),
  );

const links = () =>
  server.db.transaction(server.city.tenantId, (tx) =>
    tx.selectFrom('event_link').orderBy('position').select(['position', 'event_id']).execute(),
  );

/** A server that dies in the middle of its transactions, now and then. */
function mortal(platform: Platform, dies: () => boolean): Platform {
  return {
    ...platform,
    db: {
      ...platform.db,
      transaction: (tenantId, fn) =>
        platform.db.transaction(tenantId, async (tx) => {
          const value = await fn(tx);
          if (dies()) throw new Error('killed');
          return value;
        }),
    },
  };
}

test('whatever commits is chained once and whatever rolls back is not, with writers and chainers at once that fail anywhere', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          fails: fc.boolean(),
          events: fc.integer({ min: 1, max: 4 }),
          pause: fc.integer({ min: 0, max: 3 }),
        }),
        {
          minLength: 1,
          maxLength: 12,
        },
      ),
      fc.infiniteStream(fc.boolean()),
      async (writers, deaths) => {
        const { tenantId } = server.city;
        const before = new Set((await links()).map((link) => link.event_id));
        const committed: string[] = [];
        const rolledBack: string[] = [];
        const dying = mortal(server.platform, () => deaths.next().value === true);
        const writing = writers.map(async ({ fails, events, pause }) => {
          const ids: string[] = [];
          await server.db
            .transaction(tenantId, async (tx) => {
              for (let i = 0; i < events; i += 1) {
                const fact = { actor: office.actor, clock: server.clock, type: counted, subject: 'p', before: null };
                ids.push(await record(tx, { ...fact, after: i }));
                await sql`select pg_sleep(${pause / 1000})`.execute(tx);
              }
              if (fails) throw new Error('refused');
            })
            .then(
              () => committed.push(...ids),
              () => rolledBack.push(...ids),
            );
        });
        const chaining = [dying, dying, server.platform].map(async (platform) => {
          for (let i = 0; i < 4; i += 1) await chainSome(platform, tenantId).catch(() => {});
        });
        await Promise.all([...writing, ...chaining]);
        await chainAll(server.platform, tenantId);
        const all = await links();
        expect(all.map((link) => link.position)).toEqual(all.map((_, i) => i + 1));
        const chained = all.map((link) => link.event_id).filter((id) => !before.has(id));
        expect(chained.sort()).toEqual(committed.sort());
        for (const id of rolledBack) expect(chained).not.toContain(id);
        expect(witnessOf(server.platform, tenantId).alarms).toBe(0);
      },
    ),
    { numRuns: 15 },
  );
  expect((await verifyRecord(verifying(server))).faults).toEqual([]);
});

test('an event that commits late is chained when it comes', async () => {
  const { tenantId } = server.city;
  // An id made before those of events that are in the chain already.
  const early = '01900000-0000-7000-8000-000000000001';
  await write(1);
  await chainAll(server.platform, tenantId);
  await asOwner(server, async (tx) => {
    await sql`insert into event (tenant_id, id, at, actor_name, operation, subject_kind, subject_id)
      values (${tenantId}, ${early}, ${new Date('2026-03-01')}, '系统', 'test.counted', 'counted', 'late')`.execute(tx);
    await tx.insertInto('outbox').values({ tenant_id: tenantId, event_id: early }).execute();
  });
  expect(await chainAll(server.platform, tenantId)).toBe(1);
  expect((await links()).at(-1)?.event_id).toBe(early);
  expect((await verifyRecord(verifying(server))).faults).toEqual([]);
});

test('what is changed or taken away between its commit and the chain raises an alarm that stays in the record', async () => {
  const { tenantId } = server.city;
  const changed = await write(1);
  const gone = await write(2);
  await asOwner(server, async (tx) => {
    await tx
      .updateTable('event')
      .set({ digest: '0'.repeat(64) })
      .where('id', '=', changed)
      .execute();
    await tx.deleteFrom('outbox').where('event_id', '=', gone).execute();
    await tx.deleteFrom('event').where('id', '=', gone).execute();
  });
  await chainAll(server.platform, tenantId);
  await confirmWitnessed(server.platform, tenantId);
  expect(witnessOf(server.platform, tenantId).alarms).toBe(2);
  const { faults } = await verifyRecord(verifying(server));
  const said = faults.filter(({ kind }) => kind === 'witness');
  expect(said).toHaveLength(2);
  expect(said.find(({ eventId }) => eventId === changed)?.text).toContain('入链之前被改动过');
  expect(said.find(({ eventId }) => eventId === gone)?.text).toContain('入链之前消失了');
});

test('what another server chained is confirmed', async () => {
  const { tenantId } = server.city;
  const id = await write(3);
  await chainAll({ ...server.platform }, tenantId);
  const witness = witnessOf(server.platform, tenantId);
  expect((await links()).at(-1)?.event_id).toBe(id);
  await confirmWitnessed(server.platform, tenantId);
  expect(witness.expected(id)).toBeUndefined();
});
