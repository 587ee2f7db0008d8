import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../database.ts';
import type { TableShape } from './catalog.ts';

/** About so much text is fetched at once, whatever the size of the rows: a server answers others between. */
const BATCH_CHARACTERS = 256 * 1024;
const FIRST_BATCH = 50;
const LARGEST_BATCH = 5_000;

/** How values are written as text, the same on every database and version. */
export async function writeValuesAlike(tx: Tx): Promise<void> {
  await sql`select set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO, YMD', true),
    set_config('IntervalStyle', 'postgres', true), set_config('bytea_output', 'hex', true),
    set_config('extra_float_digits', '1', true)`.execute(tx);
}

/** The rows of a table by its primary key, each a JSON array of texts and nulls in the order of the columns; in batches. */
export async function* rowsOf(tx: Tx, table: TableShape): AsyncGenerator<readonly string[]> {
  const columns = sql.join(table.columns.map(({ name }) => sql`${sql.ref(name)}::text`));
  await sql`declare rows_of no scroll cursor for
    select array_to_json(array[${columns}])::text as line from ${sql.table(table.name)} order by ${orderOf(table)}`.execute(
    tx,
  );
  let count = FIRST_BATCH;
  for (;;) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.lit(count)} from rows_of`.execute(tx);
    if (rows.length) yield rows.map(({ line }) => line);
    if (rows.length < count) break;
    const characters = rows.reduce((sum, { line }) => sum + line.length, 1);
    count = Math.max(1, Math.min(LARGEST_BATCH, Math.round((count * BATCH_CHARACTERS) / characters)));
  }
  await sql`close rows_of`.execute(tx);
}

// Texts in the order of their bytes: databases differ in what they call alphabetical.
function orderOf({ columns, key }: TableShape) {
  const names = key.length ? key : columns.map(({ name }) => name);
  return sql.join(
    names.map((name) => {
      const type = columns.find((column) => column.name === name)?.type ?? 'text';
      if (/^(uuid|date|smallint|integer|bigint|timestamp)/.test(type)) return sql.ref(name);
      return sql`${sql.ref(name)}::text collate "C"`;
    }),
  );
}

export interface Digest {
  readonly rows: number;
  /** Of the rows' lines, each ended by a line feed. */
  readonly sha256: string;
}

/** Counts and hashes lines as they pass. */
export class LineDigest {
  readonly #hash = createHash('sha256');
  #rows = 0;

  add(lines: readonly string[]): void {
    this.#rows += lines.length;
    for (const line of lines) this.#hash.update(line).update('\n');
  }

  end(): Digest {
    return { rows: this.#rows, sha256: this.#hash.digest('hex') };
  }
}

/** Count and hash of a table as it stands. */
export async function digestOf(tx: Tx, table: TableShape): Promise<Digest> {
  const digest = new LineDigest();
  for await (const lines of rowsOf(tx, table)) digest.add(lines);
  return digest.end();
}
