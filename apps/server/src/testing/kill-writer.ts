// For the tests of durability: opens a data folder and commits numbers for ever, printing each after its commit.
import { writeSync } from 'node:fs';
import { sql } from 'kysely';
import { openEmbedded } from '../platform/db/open.ts';

const db = await openEmbedded(process.argv[2]!, { onGone: (error) => console.error(error) });
await db.system((tx) => sql`create table if not exists written (id int primary key, text text)`.execute(tx));
const last = await db.system((tx) => sql<{ id: number }>`select coalesce(max(id), 0) as id from written`.execute(tx));
writeSync(1, 'open\n');
for (let id = last.rows[0]!.id + 1; ; id += 1) {
  await db.system((tx) => sql`insert into written values (${id}, ${'填报'.repeat(50)})`.execute(tx));
  writeSync(1, `${id}\n`);
  if (id % 20 === 0) await db.system((tx) => sql`update written set text = '改' where id > ${id - 20}`.execute(tx));
}
