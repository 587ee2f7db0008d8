import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Grants } from '../../platform/permission.ts';

/** Who keeps the channels: the system administrator, of the whole city or of none of it. */
export const KEEPER: Grants = { system_administrator: 'territory' };

/** A thing of the whole city: where it belongs is the city's own region. */
export async function ofTheCity(tx: Tx, tenantId: string, table: 'robot' | 'message', id: string) {
  const { rows } = await sql<{ region: string }>`
    select region.code as region from ${sql.table(table)} as thing
    join region on region.tenant_id = thing.tenant_id and region.parent_code is null
    where thing.tenant_id = ${tenantId} and thing.id = ${id} limit 1`.execute(tx);
  return rows[0] ?? null;
}
