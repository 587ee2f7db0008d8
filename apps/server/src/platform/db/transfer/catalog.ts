import { sql } from 'kysely';
import type { Tx } from '../database.ts';

export interface TableShape {
  readonly name: string;
  /** In the table's own order; what the database computes itself is left out. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Columns of the primary key, in its order. */
  readonly key: readonly string[];
}

/** Every table of the schema with its columns, by name. */
export async function describeTables(tx: Tx): Promise<TableShape[]> {
  const { rows } = await sql<{ table: string; column: string; type: string; key: number | null }>`
    select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as type,
      array_position(k.conkey, a.attnum) as key
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    order by c.relname collate "C", a.attnum`.execute(tx);
  const tables = new Map<string, { name: string; columns: { name: string; type: string }[]; key: string[] }>();
  for (const { table, column, type, key } of rows) {
    const shape = tables.get(table) ?? { name: table, columns: [], key: [] };
    tables.set(table, shape);
    shape.columns.push({ name: column, type });
    if (key !== null) shape.key[key - 1] = column;
  }
  return [...tables.values()];
}

export interface SequenceValue {
  readonly name: string;
  /** Null where it has not been used. */
  readonly last: number | null;
}

/** Where the schema's sequences stand. */
export async function readSequences(tx: Tx): Promise<SequenceValue[]> {
  const { rows } = await sql<SequenceValue>`select sequencename as name, last_value as last from pg_sequences
    where schemaname = 'public' order by sequencename collate "C"`.execute(tx);
  return rows;
}
