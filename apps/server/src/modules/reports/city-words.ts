import type { DecomposeOptions } from '@luoshi/report-language';
import type { Tx } from '../../platform/db/database.ts';
import { organisationsOn } from '../people/index.ts';

/** What the report language is told about the city: its regions and its organisations with their duties. */
export async function cityWords(
  tx: Tx,
  tenantId: string,
  organId: string,
  day: string,
): Promise<Pick<DecomposeOptions, 'region' | 'regions' | 'organisations'>> {
  const regions = await tx
    .selectFrom('region')
    .where('tenant_id', '=', tenantId)
    .select(['code', 'name', 'short_name'])
    .execute();
  const organ = await tx
    .selectFrom('issuing_organ')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', organId)
    .select('region_code')
    .executeTakeFirstOrThrow();
  const own = regions.find((region) => region.code === organ.region_code);
  // A department of a county leads nothing in the city's report: of those below, the governments and parks are spoken of.
  const spokenOf = ['county', 'township', 'park'];
  const organisations = (await organisationsOn(tx, tenantId, day)).filter(
    (row) => row.region_code === organ.region_code || spokenOf.includes(row.kind),
  );
  return {
    ...(own ? { region: own.name } : {}),
    regions: regions.filter((region) => region !== own).flatMap((region) => [region.name, region.short_name]),
    organisations: organisations.map((row) => ({
      code: row.code,
      name: row.name,
      aliases: [...new Set([...row.aliases, row.short_name])].filter((alias) => alias !== row.name && alias !== ''),
      function: row.function,
      duties: row.duties,
      kind: row.kind,
    })),
  };
}
