import { sql } from 'kysely';
import type { Database } from '../../platform/db/database.ts';

/** Every id that a city's rows hold, whatever the table. */
export async function idsOf(db: Database, tenantId: string): Promise<Set<string>> {
  return db.transaction(tenantId, async (tx) => {
    const tables = await sql<{ name: string }>`
      select table_name as name from information_schema.columns
      where table_schema = current_schema() and column_name = 'tenant_id'`.execute(tx);
    const ids = new Set<string>();
    for (const { name } of tables.rows) {
      const { rows } = await sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(name)} as t`.execute(
        tx,
      );
      for (const { row } of rows)
        for (const [id] of row.matchAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g)) ids.add(id);
    }
    return ids;
  });
}
