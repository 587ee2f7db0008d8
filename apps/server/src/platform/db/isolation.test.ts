import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCity } from '../../testing/builders.ts';
import { openTestDatabase } from '../../testing/database.ts';
import { StartRefused } from '../errors.ts';
import type { Database, Tx } from './database.ts';
import { proveIsolation } from './isolation.ts';

let db: Database;
/** Null where the tests' own user is unprivileged and row level security is forced on it. */
let role: string | null;
beforeAll(async () => {
  db = await openTestDatabase();
  const { tenantId } = await buildCity(db);
  role = await db.transaction(tenantId, async (tx) => {
    const { rows } = await sql<{ name: string }>`select current_user as name`.execute(tx);
    return rows[0]!.name === 'luoshi_app' ? 'luoshi_app' : null;
  });
});
afterAll(() => db.close());

/** What the probe says of the database with something changed, which is put back. */
async function probedWith(change: string, back: string): Promise<string> {
  const run = (statement: string) => db.system((tx) => sql.raw(statement).execute(tx));
  await run(change);
  try {
    return await refusalOf(db, role);
  } finally {
    await run(back);
  }
}

const refusalOf = (database: Pick<Database, 'transaction' | 'system'>, expected: string | null): Promise<string> =>
  proveIsolation(database, expected).then(
    () => '',
    (error) => {
      expect(error).toBeInstanceOf(StartRefused);
      return (error as Error).message;
    },
  );

test('as it is made, the database keeps cities apart', async () => {
  expect(await refusalOf(db, role)).toBe('');
});

test('a table whose row level security is off, not forced, or without a policy is named', async () => {
  const off = await probedWith(
    'alter table item disable row level security',
    'alter table item enable row level security',
  );
  expect(off).toContain('城市之间的数据隔离不可靠：数据表 item 没有处在行级安全之后');
  const unforced = await probedWith(
    'alter table post no force row level security',
    'alter table post force row level security',
  );
  expect(unforced).toContain('数据表 post 没有处在行级安全之后');
  const forgotten = await probedWith('create table forgotten (tenant_id uuid)', 'drop table forgotten');
  expect(forgotten).toContain('数据表 forgotten 没有处在行级安全之后');
});

test('a policy that lets another city in is seen by what it shows', async () => {
  const said = await probedWith('create policy hole on person using (true)', 'drop policy hole on person');
  expect(said).toContain('一个不存在的城市看到了 person 中别的城市的数据');
});

test('a transaction that did not take the role, or whose role nothing binds, is refused', async () => {
  const asSystem = { system: db.system, transaction: <T>(_: string, fn: (tx: Tx) => Promise<T>) => db.system(fn) };
  expect(await refusalOf(asSystem, 'luoshi_app')).toContain('事务没有换成受限的角色 luoshi_app');
  const { rows } = await db.system((tx) =>
    sql<{ unbound: boolean }>`select rolsuper as unbound from pg_roles where rolname = current_user`.execute(tx),
  );
  // The embedded database connects as superuser, for whom policies do not exist.
  if (rows[0]!.unbound) expect(await refusalOf(asSystem, null)).toContain('不受行级安全约束');
});
