import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCity, type TestCity } from '../../testing/builders.ts';
import { openTestDatabase } from '../../testing/database.ts';
import type { Database } from './database.ts';

let db: Database;
let one: TestCity;
let other: TestCity;
beforeAll(async () => {
  db = await openTestDatabase();
  one = await buildCity(db, '990100');
  other = await buildCity(db, '990200');
});
afterAll(() => db.close());

const read = async (text: string) =>
  (await db.transaction(one.tenantId, (tx) => sql.raw<Record<string, unknown>>(text).execute(tx))).rows[0];

test('values read the same on both databases', async () => {
  expect(
    await read(`select 9007199254740991::int8 as big, 12.3400::numeric as amount, 0.1::float8 as ratio, date '2026-03-31' as day,
      timestamptz '2026-03-31 08:00:00.123+08' as moment, '{"a":[1,null,"二"]}'::jsonb as doc, array['甲','乙,"丙"']::text[] as words,
      array[1,2]::int8[] as bigs, array['2026-01-02']::date[] as days, null::int8 as nothing, true as yes, '0198d7a0-0000-7000-8000-000000000001'::uuid as id,
      decode('00ff','hex') as bytes, count(*) as counted from generate_series(1, 3)`),
  ).toEqual({
    big: 9007199254740991,
    amount: '12.3400',
    ratio: 0.1,
    day: '2026-03-31',
    moment: new Date('2026-03-31T00:00:00.123Z'),
    doc: { a: [1, null, '二'] },
    words: ['甲', '乙,"丙"'],
    bigs: [1, 2],
    days: ['2026-01-02'],
    nothing: null,
    yes: true,
    id: '0198d7a0-0000-7000-8000-000000000001',
    bytes: Buffer.from([0, 255]),
    counted: 3,
  });
});

test('a number that JavaScript cannot hold is refused rather than changed', async () => {
  await expect(read('select 9007199254740993::int8 as big')).rejects.toThrow('9007199254740993');
});

test('parameters arrive as they were: Chinese, dates, json, arrays, a large text', async () => {
  const large = '政'.repeat(400_000);
  const row = await db.transaction(one.tenantId, async (tx) => {
    const { rows } = await sql<
      Record<string, unknown>
    >`select ${large}::text as large, ${new Date('2026-03-31T00:00:00Z')}::timestamptz as moment,
      ${JSON.stringify([{ 句: 1 }])}::jsonb as doc, ${['甲', '乙']}::text[] as words, ${'2026-12-31'}::date as day`.execute(
      tx,
    );
    return rows[0];
  });
  expect(row).toEqual({
    large,
    moment: new Date('2026-03-31T00:00:00Z'),
    doc: [{ 句: 1 }],
    words: ['甲', '乙'],
    day: '2026-12-31',
  });
});

test('days in SQL are days in Beijing', async () => {
  expect(await read("select (timestamptz '2026-03-01T16:30:00Z')::date as day")).toEqual({ day: '2026-03-02' });
});

test('errors carry their code, and the next transaction works', async () => {
  await expect(read('select 1/0')).rejects.toMatchObject({ code: '22012' });
  await expect(read('select nonsense')).rejects.toMatchObject({ code: '42703' });
  expect(await read('select 1 as one')).toEqual({ one: 1 });
});

test('a transaction whose error was swallowed does not pass for committed', async () => {
  const swallowed = db.transaction(one.tenantId, async (tx) => {
    await tx.insertInto('person').values({ tenant_id: one.tenantId, id: one.tenantId, name: '幽灵' }).execute();
    await sql`select 1/0`.execute(tx).catch(() => {});
  });
  await expect(swallowed).rejects.toThrow();
  expect(await db.system((tx) => tx.selectFrom('person').where('name', '=', '幽灵').select('id').execute())).toEqual(
    [],
  );
});

test('many at once are served one after the other, and none is lost', async () => {
  const bump = () =>
    db.transaction(one.tenantId, async (tx) => {
      const { value } = await tx
        .insertInto('counter')
        .values({ tenant_id: one.tenantId, organ_id: one.organId, document_kind: 'test', year: 2026, value: 1 })
        .onConflict((conflict) =>
          conflict
            .columns(['tenant_id', 'organ_id', 'document_kind', 'year'])
            .doUpdateSet({ value: sql<number>`counter.value + 1` }),
        )
        .returning('value')
        .executeTakeFirstOrThrow();
      return value;
    });
  const values = await Promise.all(Array.from({ length: 40 }, bump));
  expect([...values].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
});

test('a city sees and touches its own rows only, even where a query forgets to say which', async () => {
  const people = await db.transaction(one.tenantId, (tx) => tx.selectFrom('person').select('tenant_id').execute());
  expect(new Set(people.map((row) => row.tenant_id))).toEqual(new Set([one.tenantId]));
  const renamed = await db.transaction(one.tenantId, (tx) =>
    tx.updateTable('organisation').set({ name: '改名' }).where('id', '=', other.organisations.FGW!).executeTakeFirst(),
  );
  expect(renamed.numUpdatedRows).toBe(0n);
  const foreign = db.transaction(one.tenantId, (tx) =>
    tx.insertInto('person').values({ tenant_id: other.tenantId, id: one.tenantId, name: '越界' }).execute(),
  );
  await expect(foreign).rejects.toMatchObject({ code: '42501' });
  expect(await db.transaction(one.tenantId, (tx) => tx.selectFrom('tenant').select('id').execute())).toEqual([
    { id: one.tenantId },
  ]);
});

test('every table with a tenant_id is behind row level security', async () => {
  const open = await db.system(async (tx) =>
    sql<{
      name: string;
    }>`select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not (c.relrowsecurity and c.relforcerowsecurity)`.execute(
      tx,
    ),
  );
  expect(open.rows).toEqual([]);
});

test('every primary, unique and foreign key starts with tenant_id', async () => {
  const others = await db.system(async (tx) =>
    sql<{ name: string }>`select conrelid::regclass || '.' || conname as name from pg_constraint k
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
      where contype in ('p', 'u', 'f') and connamespace = 'public'::regnamespace and a.attname <> 'tenant_id'
        and conrelid::regclass::text not in ('tenant', 'luoshi_migration')`.execute(tx),
  );
  expect(others.rows).toEqual([]);
});

test('what is recorded can be neither changed nor deleted, not by the owner of the tables either', async () => {
  await db.system((tx) =>
    tx
      .insertInto('event')
      .values({
        tenant_id: one.tenantId,
        id: one.tenantId,
        at: new Date(),
        actor_id: null,
        actor_name: '系统',
        operation: 'test',
        subject_kind: 'x',
        subject_id: '1',
        before: '{}',
        after: '{}',
        why: '',
      })
      .execute(),
  );
  const attempts = [
    (tx: Parameters<Parameters<Database['system']>[0]>[0]) => sql`update event set why = 'x'`.execute(tx),
    (tx: Parameters<Parameters<Database['system']>[0]>[0]) => sql`delete from event`.execute(tx),
    (tx: Parameters<Parameters<Database['system']>[0]>[0]) => sql`truncate event cascade`.execute(tx),
  ];
  for (const attempt of attempts) {
    await expect(db.system(attempt)).rejects.toThrow(/append-only/);
    await expect(db.transaction(one.tenantId, attempt)).rejects.toThrow();
  }
  expect(await db.system((tx) => tx.selectFrom('event').select('why').execute())).toEqual([{ why: '' }]);
});
