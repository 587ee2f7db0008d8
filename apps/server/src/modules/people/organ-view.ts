import type { Tx } from '../../platform/db/database.ts';
import type { IssuingOrgan } from './contract.ts';
import { organsOf } from './queries.ts';

/** The city's organs in order, those that have ended by that day last. */
export async function organViews(tx: Tx, tenantId: string, day: string): Promise<IssuingOrgan[]> {
  const rows = await organsOf(tx, tenantId);
  const names = await tx
    .selectFrom('organisation')
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', [...rows.flatMap((row) => row.organisation_id ?? []), tenantId])
    .select(['id', 'name'])
    .execute();
  const ended = (row: (typeof rows)[number]) => row.ended_on !== null && row.ended_on <= day;
  return [...rows.filter((row) => !ended(row)), ...rows.filter(ended)].map((row) => ({
    id: row.id,
    name: row.name,
    regionCode: row.region_code,
    organisation: names.find((one) => one.id === row.organisation_id) ?? null,
    prefixes: row.number_prefixes,
    endedOn: row.ended_on,
    rowVersion: row.row_version,
  }));
}
