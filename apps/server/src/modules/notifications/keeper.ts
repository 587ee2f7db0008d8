import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import type { Grants, Scope } from '../../platform/permission.ts';

/** Who keeps the channels: the system administrator, of the whole city or of none of it. */
export const KEEPER: Grants = { system_administrator: 'territory' };

/** Channels are the city's: there are none of a county for its administrator to see. Throws NOT_FOUND. */
export function ofWholeCity(scope: Scope): void {
  if (!scope.everything) throw new AppError('NOT_FOUND', '消息渠道由市里的系统管理员管理。如需调整，请与市里联系。');
}

/** A thing of the whole city: where it belongs is the city's own region. */
export async function ofTheCity(tx: Tx, tenantId: string, table: 'robot' | 'message', id: string) {
  const { rows } = await sql<{ region: string }>`
    select region.code as region from ${sql.table(table)} as thing
    join region on region.tenant_id = thing.tenant_id and region.parent_code is null
    where thing.tenant_id = ${tenantId} and thing.id = ${id} limit 1`.execute(tx);
  return rows[0] ?? null;
}
