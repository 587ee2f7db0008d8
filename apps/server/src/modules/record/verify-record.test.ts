import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import type { Schema } from '../../platform/db/schema.ts';
import { startTestServer, type TestServer } from '../../testing/harness.ts';
import { chainAll, hashed, microseconds } from './chain.ts';
import { checkpointFile, readCheckpointFile } from './checkpoint.ts';
import { BEGINNING, digestOf, linkHash } from './digest.ts';
import { eventType } from './event-type.ts';
import { exportRecord, verifyExport } from './export-record.ts';
import { record } from './index.ts';
import { checkpoint } from './keep-record.ts';
import { asOwner, verifying } from './testing.ts';
import { verifyRecord } from './verify-record.ts';

const renamed = eventType({
  name: 'test.renamed',
  label: '改名',
  subject: 'thing',
  data: z.object({ name: z.string() }),
});

let server: TestServer;
let tenantId: string;
/** A checkpoint file that was copied off the host while all was well. */
let kept: { name: string; checkpoints: Awaited<ReturnType<typeof readCheckpointFile>> };
let folder: string;

beforeEach(async () => {
  server = await startTestServer();
  tenantId = server.city.tenantId;
  folder = await mkdtemp(join(tmpdir(), 'luoshi-audit-'));
  for (let i = 1; i <= 12; i += 1) {
    await write(i);
    if (i % 4 === 0) {
      await chainAll(server.platform, tenantId);
      await checkpoint(server.platform, tenantId, true);
    }
  }
  kept = {
    name: '保管的检查点',
    checkpoints: await readCheckpointFile(checkpointFile(server.platform.data, tenantId)),
  };
  await write(13);
  await chainAll(server.platform, tenantId);
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function write(i: number): Promise<string> {
  const { actor } = await server.as('supervision');
  return server.db.transaction(tenantId, (tx) =>
    record(tx, {
      actor,
      clock: server.clock,
      type: renamed,
      subject: `第${i}`,
      before: { name: `旧${i}` },
      after: { name: `新${i}` },
      why: `原因${i}`,
    }),
  );
}

const faults = async (sources = [kept]) => (await verifyRecord(verifying(server), sources)).faults;
const linkAt = async (position: number) =>
  server.db.transaction(tenantId, (tx) =>
    tx.selectFrom('event_link').where('position', '=', position).selectAll().executeTakeFirstOrThrow(),
  );

test('a record that nobody touched holds, in the database and exported', async () => {
  const found = await verifyRecord(verifying(server), [kept]);
  expect(found).toEqual({ events: 13, faults: [], notes: [] });
  expect(kept.checkpoints.map(({ position }) => position)).toEqual([4, 8, 12]);
  expect(await exportRecord(verifying(server), folder)).toMatchObject({ events: 13 });
  expect(await verifyExport(folder, [kept])).toEqual({ events: 13, faults: [], notes: [] });
});

test.each(['why', 'subject_id', 'actor_personal', 'operation'] as const)('an edited %s is found', async (column) => {
  const { event_id } = await linkAt(6);
  await asOwner(server, (tx) =>
    tx
      .updateTable('event')
      .set({ [column]: '改过' })
      .where('id', '=', event_id)
      .execute(),
  );
  const found = await faults();
  expect(found).toMatchObject([{ kind: 'edited', position: 6, eventId: event_id }]);
  expect(found[0]?.text).toMatch(/第 6 号留痕（编号 .*2026-03-02 10:00:00.*）的内容被改动过/);
});

test('an edited value, moment or actor is found, also where the digest was made anew', async () => {
  const ids = await Promise.all([2, 3, 5].map(async (position) => (await linkAt(position)).event_id));
  await asOwner(server, async (tx) => {
    await sql`update event set after = '{"name": "改过"}' where id = ${ids[0]}`.execute(tx);
    await sql`update event set at = at + interval '1 microsecond' where id = ${ids[1]}`.execute(tx);
    await sql`update event set actor_id = null where id = ${ids[2]}`.execute(tx);
    await renewDigest(tx, ids[0]!);
  });
  expect((await faults()).map(({ kind, position }) => [kind, position])).toEqual([
    ['edited', 2],
    ['edited', 3],
    ['edited', 5],
  ]);
});

test('a deleted event is found, and a deleted link with its event', async () => {
  const [one, other] = [await linkAt(3), await linkAt(9)];
  await asOwner(server, async (tx) => {
    await tx.deleteFrom('event').where('id', 'in', [one.event_id, other.event_id]).execute();
    await tx.deleteFrom('event_link').where('position', '=', 9).execute();
  });
  const found = await faults();
  expect(found.filter(({ kind }) => kind === 'deleted').map(({ position }) => position)).toEqual([3, 10]);
  expect(found[0]?.text).toContain('第 3 号留痕');
  expect(found.find(({ position, kind }) => position === 10 && kind === 'deleted')?.text).toContain('链上缺第 9 号');
});

test.each([
  [
    'whole rows',
    async (tx: Tx) => {
      await sql`update event_link set position = position + 1000 where position in (5, 7)`.execute(tx);
      await sql`update event_link set position = case position when 1005 then 7 else 5 end where position > 1000`.execute(
        tx,
      );
    },
  ],
  [
    'what is in them',
    async (tx: Tx) => {
      const rows = await tx
        .selectFrom('event_link')
        .where('position', 'in', [5, 7])
        .orderBy('position')
        .selectAll()
        .execute();
      await sql`update event_link set event_id = gen_random_uuid() where position in (5, 7)`.execute(tx);
      for (const [i, position] of [7, 5].entries())
        await tx
          .updateTable('event_link')
          .set({ event_id: rows[i]!.event_id, digest: rows[i]!.digest })
          .where('position', '=', position)
          .execute();
    },
  ],
])('reordered links are found and named: %s', async (_what, exchange) => {
  await asOwner(server, exchange);
  const found = await faults();
  expect(found).toMatchObject([{ kind: 'reordered', position: 5 }]);
  expect(found[0]?.text).toContain('第 5 号与第 7 号留痕的顺序被对调');
});

test('a record cut off at its end is found by a checkpoint, the one in the data folder too', async () => {
  await asOwner(server, async (tx) => {
    const rows = await tx.selectFrom('event_link').where('position', '>', 10).select('event_id').execute();
    await tx.deleteFrom('event_link').where('position', '>', 10).execute();
    await tx
      .deleteFrom('event')
      .where(
        'id',
        'in',
        rows.map((row) => row.event_id),
      )
      .execute();
    await tx.deleteFrom('event_checkpoint').where('position', '>', 10).execute();
  });
  const found = await faults([]);
  expect(found.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['truncated', 'checkpoint']));
  const cut = found.find(({ kind }) => kind === 'truncated');
  expect(cut).toMatchObject({ position: 10 });
  expect(cut?.text).toMatch(/链只到第 10 号，而检查点 3（.*）已记到第 12 号：末尾至少 2 条/);
});

test('a record that was wholly rewritten, data folder and all, is found by a checkpoint kept elsewhere, and says from where', async () => {
  const { event_id } = await linkAt(6);
  await asOwner(server, async (tx) => {
    await tx.updateTable('event').set({ why: '改写后的原因' }).where('id', '=', event_id).execute();
    await renewDigest(tx, event_id);
    await rewriteChain(tx);
    await tx.deleteFrom('event_checkpoint').execute();
  });
  await rm(checkpointFile(server.platform.data, tenantId));
  await checkpoint(server.platform, tenantId, true);
  // Within itself nothing shows any more.
  expect(await faults([])).toEqual([]);
  const found = (await faults()).filter(({ kind }) => kind === 'rewritten');
  expect(found.map(({ position }) => position)).toEqual([8, 12]);
  expect(found[0]?.text).toMatch(/检查点 2（.*保管的检查点）.*第 5 号至第 8 号之间的留痕被整体改写过/);
});

test('an event written past the system, or one whose link was taken away, is found', async () => {
  const written = '01990000-0000-7000-8000-000000000001';
  const last = await linkAt(13);
  await asOwner(server, async (tx) => {
    await sql`insert into event (tenant_id, id, at, actor_name, operation, subject_kind, subject_id)
      values (${tenantId}, ${written}, now(), '系统', 'test.renamed', 'thing', '假')`.execute(tx);
    await tx.deleteFrom('event_link').where('position', '=', 13).execute();
  });
  const found = await faults();
  expect(found.map(({ kind, eventId }) => [kind, eventId])).toEqual([
    ['inserted', written],
    ['inserted', last.event_id],
  ]);
});

test('a checkpoint that the system did not sign is found, and a line that was broken off is not taken for one', async () => {
  const [first, ...rest] = kept.checkpoints;
  const forged = [{ ...first!, hash: '0'.repeat(64) }, ...rest];
  const found = await faults([{ name: '伪造的文件', checkpoints: forged }]);
  expect(found.map(({ kind }) => kind)).toEqual(['checkpoint', 'checkpoint']);
  expect(found[0]?.text).toContain('检查点 1（2026-03-02 10:00:00，伪造的文件）的签名不对');
  const path = checkpointFile(server.platform.data, tenantId);
  await writeFile(path, `${(await readFile(path, 'utf8')).trimEnd()}\n{"city":"`);
  await checkpoint(server.platform, tenantId, true);
  expect((await readCheckpointFile(path)).map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  expect(await faults([])).toEqual([]);
});

test('an edited export is found without the database', async () => {
  await exportRecord(verifying(server), folder);
  const path = join(folder, 'record.jsonl');
  await writeFile(path, (await readFile(path, 'utf8')).replace('原因5', '别的原因'));
  expect((await verifyExport(folder)).faults).toMatchObject([{ kind: 'edited', position: 5 }]);
});

test('the record cannot be written by the role of operations other than by appending', async () => {
  for (const table of ['event', 'event_link', 'event_checkpoint'])
    for (const statement of [`update ${table} set tenant_id = tenant_id`, `delete from ${table}`])
      await expect(server.db.transaction(tenantId, (tx) => sql.raw(statement).execute(tx))).rejects.toThrow();
});

async function renewDigest(tx: Tx, id: string): Promise<void> {
  const row = await tx
    .selectFrom('event')
    .where('id', '=', id)
    .selectAll()
    .select(microseconds)
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('event')
    .set({ digest: digestOf(hashed(row)) })
    .where('id', '=', id)
    .execute();
}

/** What somebody with the database in hand and the program before their eyes can do. */
async function rewriteChain(tx: Kysely<Schema>): Promise<void> {
  let hash = BEGINNING;
  for (const link of await tx.selectFrom('event_link').orderBy('position').selectAll().execute()) {
    const event = await tx
      .selectFrom('event')
      .where('id', '=', link.event_id)
      .select('digest')
      .executeTakeFirstOrThrow();
    hash = linkHash(hash, link.position, link.event_id, event.digest!);
    await tx
      .updateTable('event_link')
      .set({ digest: event.digest!, hash })
      .where('position', '=', link.position)
      .execute();
  }
}
