import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCity, type TestCity } from '../../testing/builders.ts';
import { openTestDatabase } from '../../testing/database.ts';
import { newId } from '../ids.ts';
import type { Database, Tx } from './database.ts';
import { withNext } from './driver.ts';

let db: Database;
let city: TestCity;
beforeAll(async () => {
  db = await openTestDatabase();
  city = await buildCity(db);
});
afterAll(() => db.close());

const person = (tx: Tx, name: string, id = newId()) =>
  tx.insertInto('person').values({ tenant_id: city.tenantId, id, name });
const people = (tx: Tx, name: string) => tx.selectFrom('person').where('name', '=', name).select('id').execute();
const committed = (name: string) => db.transaction(city.tenantId, (tx) => people(tx, name));

test('a statement sent with the next one comes before it and gives its rows', async () => {
  await db.transaction(city.tenantId, async (tx) => {
    const made = withNext(tx, person(tx, '先行').returning('name'));
    expect(await people(tx, '先行')).toHaveLength(1);
    expect(await made).toEqual([{ name: '先行' }]);
  });
  expect(await committed('先行')).toHaveLength(1);
});

test('one that nothing follows goes out with the commit, also where it is all there is', async () => {
  await db.transaction(city.tenantId, async (tx) => {
    withNext(tx, person(tx, '随后'));
  });
  expect(await committed('随后')).toHaveLength(1);
});

test('an error of one that nobody waits for comes out, and nothing commits', async () => {
  const id = newId();
  const twice = db.transaction(city.tenantId, async (tx) => {
    await person(tx, '重号', id).execute();
    withNext(tx, person(tx, '重号', id));
  });
  await expect(twice).rejects.toMatchObject({ code: '23505' });
  expect(await committed('重号')).toEqual([]);
  const before = db.transaction(city.tenantId, async (tx) => {
    const failing = withNext(tx, sql`select 1/0`.compile(tx));
    await expect(person(tx, '除零').execute()).rejects.toMatchObject({ code: '22012' });
    await expect(failing).rejects.toMatchObject({ code: '22012' });
  });
  await expect(before).rejects.toThrow();
  expect(await committed('除零')).toEqual([]);
});

test('what a refusal leaves unsent never happens', async () => {
  let rows: Promise<unknown> = Promise.resolve();
  const refused = db.transaction(city.tenantId, async (tx) => {
    rows = withNext(tx, person(tx, '作罢').returning('id'));
    throw new Error('refused');
  });
  await expect(refused).rejects.toThrow('refused');
  await expect(rows).rejects.toThrow('ended before');
  expect(await committed('作罢')).toEqual([]);
});

test('prepared statements outlive a change of the schema', async () => {
  const wide = (tx: Tx) => sql<{ a: number }>`select * from luoshi_wide where a = ${1}`.execute(tx);
  const narrow = (tx: Tx) => sql<{ a: number }>`select a from luoshi_wide where a = ${1}`.execute(tx);
  await db.system((tx) => sql.raw('create table luoshi_wide (a int); insert into luoshi_wide values (1)').execute(tx));
  const read = async () =>
    db.system(async (tx) => ({ wide: (await wide(tx)).rows[0], narrow: (await narrow(tx)).rows[0] }));
  for (let i = 0; i < 20; i += 1) expect(await read()).toEqual({ wide: { a: 1 }, narrow: { a: 1 } });
  await db.system((tx) => sql.raw('alter table luoshi_wide add column b int').execute(tx));
  for (let i = 0; i < 8; i += 1) expect(await read()).toEqual({ wide: { a: 1, b: null }, narrow: { a: 1 } });
  // A changed type is refused once a statement at most, and planned anew.
  await db.system((tx) => sql.raw('alter table luoshi_wide alter column a type bigint').execute(tx));
  for (let i = 0; i < 20; i += 1) await read().catch(() => {});
  expect(await read()).toEqual({ wide: { a: 1, b: null }, narrow: { a: 1 } });
});
