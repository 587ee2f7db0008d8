import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tx } from './database.ts';
import { type Opened, openEmbedded } from './open.ts';

const folder = mkdtempSync(join(tmpdir(), 'luoshi-copy-'));
const scratch = join(folder, 'copy');
let db: Opened;
beforeAll(async () => {
  db = await openEmbedded(join(folder, 'data'), { onGone: () => {} });
  await db.system(async (tx) => {
    await sql`create table account_a (id int primary key, amount int not null, filler text)`.execute(tx);
    await sql`create table account_b (id int primary key, amount int not null, filler text)`.execute(tx);
    for (const table of ['account_a', 'account_b'])
      await sql`insert into ${sql.table(table)} select n, 0, repeat('填', 500) from generate_series(1, 2000) n`.execute(
        tx,
      );
  });
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Moves one from a random row of the one table to one of the other: the sum of all stays 0 at every moment. */
async function transfer(round: number): Promise<void> {
  await db.system(async (tx) => {
    const [from, to] = [(round * 7919) % 2000, (round * 104_729) % 2000];
    await sql`update account_a set amount = amount - 1, filler = repeat('新', 400) where id = ${from + 1}`.execute(tx);
    await sql`update account_b set amount = amount + 1, filler = repeat('新', 400) where id = ${to + 1}`.execute(tx);
  });
}
const sums = async (tx: Tx) =>
  (
    await sql<{ total: number; moved: number; entries: number }>`
      select sum(amount) as total, sum(amount) filter (where source = 'b') as moved, count(*) as entries from (
        select amount, 'a' as source from account_a union all select amount, 'b' from account_b) halves`.execute(tx)
  ).rows[0]!;

test('a copy made while others write shows one moment, with all that was acknowledged before it', async () => {
  let rounds = 0;
  let writing = true;
  const writer = (async () => {
    for (; writing; rounds += 1) await transfer(rounds);
  })();
  for (let copies = 0; copies < 3; copies += 1) {
    const acknowledged = rounds;
    const snapshot = await db.snapshot(scratch);
    const begun = rounds;
    const seen = await snapshot.read(async (tx) => ({ first: await sums(tx), again: await sums(tx) }));
    await snapshot.close();
    expect(seen.first).toEqual(seen.again);
    expect(seen.first).toMatchObject({ total: 0, entries: 4000 });
    expect(seen.first.moved).toBeGreaterThanOrEqual(acknowledged);
    expect(seen.first.moved).toBeLessThanOrEqual(begun + 1);
    expect(existsSync(scratch)).toBe(false);
  }
  writing = false;
  await writer;
  expect(rounds).toBeGreaterThan(0);
});

test('a copy that broke off does not stand in the way of the next, nor do a vacuum and a checkpoint', async () => {
  const [one, two] = await Promise.allSettled([db.snapshot(scratch), db.snapshot(join(folder, 'other'))]);
  expect(two.status).toBe('rejected');
  if (one.status === 'fulfilled') await one.value.close();
  await db.vacuum();
  const snapshot = await db.snapshot(scratch);
  expect(await snapshot.read(sums)).toMatchObject({ total: 0, entries: 4000 });
  await snapshot.close();
});
