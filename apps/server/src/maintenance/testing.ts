import type { Database, Tx } from '../platform/db/database.ts';
import { describeTables } from '../platform/db/transfer/catalog.ts';
import { rowsOf, writeValuesAlike } from '../platform/db/transfer/rows.ts';

/** Every row of every table, as text: what a restore must bring back. */
export async function allRows(db: Pick<Database, 'system'>): Promise<Record<string, string[]>> {
  return db.system(async (tx: Tx) => {
    await writeValuesAlike(tx);
    const all: Record<string, string[]> = {};
    for (const table of await describeTables(tx)) {
      all[table.name] = [];
      for await (const lines of rowsOf(tx, table)) all[table.name]!.push(...lines);
    }
    return all;
  });
}
