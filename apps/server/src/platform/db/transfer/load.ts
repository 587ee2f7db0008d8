import { sql } from 'kysely';
import type { Tx } from '../database.ts';
import { migrateTo } from '../migrate.ts';
import { describeTables, readSequences, type SequenceValue, type TableShape } from './catalog.ts';
import { type Digest, digestOf, LineDigest, rowsOf, writeValuesAlike } from './rows.ts';

/** Rows go in by about so much text, or so many, a statement. */
const BATCH_CHARACTERS = 1024 * 1024;
const BATCH_ROWS = 1_000;

/** What is brought into an empty database: a backup, or the folder of an older engine. */
export interface Cargo {
  /** Migrations of the database that it comes from, with the hash of each. */
  readonly migrations: readonly { readonly name: string; readonly checksum: string }[];
  readonly tables: readonly TableShape[];
  readonly sequences: readonly SequenceValue[];
  /** Lines of a table, as `rowsOf` gives them. */
  rows(table: TableShape): AsyncIterable<readonly string[]>;
  /** Count and hash that a table must have in the end; known at the latest when its rows have been read. */
  digest(table: TableShape): Digest;
}

/** The rows that went in are not those that came out of the source. */
export class CargoDamaged extends Error {}

/**
 * Fills an empty database, all in the caller's transaction: makes the tables as the source had them, puts the rows in and
 * reads them again. Needs no superuser: as the owner of the tables it takes foreign keys and triggers away and puts them
 * back, and the keys are then checked over every row. Throws CargoDamaged.
 */
export async function load(tx: Tx, cargo: Cargo, onTable: (name: string, rows: number) => void): Promise<void> {
  await migrateTo(tx, cargo.migrations);
  await writeValuesAlike(tx);
  const tables = await describeTables(tx);
  assertSameShape(tables, cargo.tables);
  const putBackKeys = await takeForeignKeys(tx);
  const putBackTriggers = await silenceTriggers(tx);
  for (const table of tables) {
    // A migration may have put rows in, its own entry at least.
    await sql`delete from ${sql.table(table.name)}`.execute(tx);
    for await (const lines of cargo.rows(table)) await insertLines(tx, table, lines);
    const want = cargo.digest(table);
    const got = await digestOf(tx, table);
    if (got.rows !== want.rows || got.sha256 !== want.sha256)
      throw new CargoDamaged(`表 ${table.name} 写入后与来源不一致（${got.rows} 行，应为 ${want.rows} 行）。`);
    onTable(table.name, got.rows);
  }
  for (const { name, last } of cargo.sequences)
    if (last !== null) await sql`select setval(${name}::regclass, ${last})`.execute(tx);
  await putBackTriggers();
  await putBackKeys();
}

/** What a database holds, to be brought into another in the transaction of that one. */
export async function cargoOf(tx: Tx): Promise<Cargo> {
  await writeValuesAlike(tx);
  const tables = await describeTables(tx);
  const digests = new Map<string, Digest>();
  const { rows: migrations } = await sql<{ name: string; checksum: string }>`
    select name, checksum from luoshi_migration order by name`.execute(tx);
  return { migrations, tables, sequences: await readSequences(tx), rows: readThrough, digest };

  async function* readThrough(table: TableShape): AsyncGenerator<readonly string[]> {
    const seen = new LineDigest();
    for await (const lines of rowsOf(tx, table)) {
      seen.add(lines);
      yield lines;
    }
    digests.set(table.name, seen.end());
  }
  function digest(table: TableShape): Digest {
    return digests.get(table.name)!;
  }
}

function assertSameShape(ours: readonly TableShape[], theirs: readonly TableShape[]): void {
  const words = (tables: readonly TableShape[]) =>
    tables.map(
      ({ name, columns }) => `${name}(${columns.map((column) => `${column.name} ${column.type}`).join(', ')})`,
    );
  const [here, there] = [words(ours), words(theirs)];
  const different = there.find((table, index) => table !== here[index]);
  if (different !== undefined || here.length !== there.length)
    throw new CargoDamaged(`数据表的结构与本程序的不一致（${different ?? here.at(-1)}）。请使用建立它的版本。`);
}

async function insertLines(tx: Tx, table: TableShape, lines: readonly string[]): Promise<void> {
  let batch: string[] = [];
  let characters = 0;
  const names = sql.join(table.columns.map(({ name }) => sql.ref(name)));
  const values = sql.join(table.columns.map(({ type }, index) => sql`(r ->> ${sql.lit(index)})::${sql.raw(type)}`));
  const flush = async () => {
    if (batch.length === 0) return;
    await sql`insert into ${sql.table(table.name)} (${names}) overriding system value
      select ${values} from jsonb_array_elements(${`[${batch.join(',')}]`}::jsonb) with ordinality as line(r, n) order by n`.execute(
      tx,
    );
    batch = [];
    characters = 0;
  };
  for (const line of lines) {
    batch.push(line);
    characters += line.length;
    if (batch.length >= BATCH_ROWS || characters >= BATCH_CHARACTERS) await flush();
  }
  await flush();
}

/** Drops every foreign key, so that the order of tables and rows does not matter; returns how to make them again. */
async function takeForeignKeys(tx: Tx): Promise<() => Promise<void>> {
  const { rows } = await sql<{ table: string; name: string; definition: string }>`
    select c.relname as "table", k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace and k.conparentid = 0 order by 1, 2`.execute(tx);
  for (const { table, name } of rows)
    await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`.execute(tx);
  return async () => {
    for (const { table, name, definition } of rows)
      await sql`alter table ${sql.table(table)} add constraint ${sql.ref(name)} ${sql.raw(definition)}`.execute(tx);
  };
}

const TRIGGER_STATES: Record<string, string> = { O: 'enable', A: 'enable always', R: 'enable replica', D: 'disable' };

/** Rows come in as they were written once: no trigger of ours acts on that. Returns how to set them as they were. */
async function silenceTriggers(tx: Tx): Promise<() => Promise<void>> {
  const { rows } = await sql<{ table: string; name: string; state: string }>`
    select c.relname as "table", t.tgname as name, t.tgenabled as state
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and c.relnamespace = 'public'::regnamespace order by 1, 2`.execute(tx);
  for (const { table, name } of rows)
    await sql`alter table ${sql.table(table)} disable trigger ${sql.ref(name)}`.execute(tx);
  return async () => {
    for (const { table, name, state } of rows) {
      const how = sql.raw(TRIGGER_STATES[state] ?? 'enable');
      await sql`alter table ${sql.table(table)} ${how} trigger ${sql.ref(name)}`.execute(tx);
    }
  };
}
