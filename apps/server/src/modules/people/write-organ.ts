import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import type { IssuingOrgan } from './contract.ts';
import type { organAdded } from './events.ts';
import { organViews } from './organ-view.ts';
import { findOrganisation, mustExist } from './structure.ts';
import type { PeopleTables } from './tables.ts';

export type OrganRow = Selectable<PeopleTables['issuing_organ']>;

export const organFacts = (row: OrganRow): z.input<typeof organAdded.data> => ({
  name: row.name,
  regionCode: row.region_code,
  organisationId: row.organisation_id,
  prefixes: row.number_prefixes,
  endedOn: row.ended_on,
});

export const organTarget = {
  missing: '没有这个发文机关，或不在您的管理范围内。请重新选择。',
  find: async (tx: Tx, tenantId: string, { organId }: { organId: string }) => {
    const row = await tx
      .selectFrom('issuing_organ')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', organId)
      .select('region_code')
      .executeTakeFirst();
    return row ? { region: row.region_code } : null;
  },
};

export async function openOrgan(tx: Tx, tenantId: string, id: string, rowVersion: number): Promise<OrganRow> {
  const row = await tx
    .selectFrom('issuing_organ')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .selectAll()
    .executeTakeFirstOrThrow();
  if (row.row_version !== rowVersion)
    throw new AppError('EDIT_CONFLICT', `“${row.name}”刚被别人改过。请刷新后核对，再改一次。`, {
      rowVersion: row.row_version,
    });
  return row;
}

/** Its name is its own, its organisation is there today, and no other organ that issues has one of its prefixes. */
export async function checkOrgan(tx: Tx, tenantId: string, organ: OrganRow, today: string): Promise<void> {
  if (organ.organisation_id !== null) mustExist(await findOrganisation(tx, tenantId, organ.organisation_id), today);
  const others = await tx
    .selectFrom('issuing_organ')
    .where('tenant_id', '=', tenantId)
    .where('id', '!=', organ.id)
    .select(['name', 'number_prefixes', 'ended_on'])
    .execute();
  if (others.some((other) => other.name === organ.name))
    throw new AppError('CODE_TAKEN', `已有名为“${organ.name}”的发文机关。请换一个名称。`);
  for (const [kind, prefix] of Object.entries(organ.number_prefixes)) {
    const same = others.find((other) => other.ended_on === null && other.number_prefixes[kind] === prefix);
    if (same)
      throw new AppError(
        'CODE_TAKEN',
        `“${prefix}”已经是“${same.name}”同一文种的代字，两家的文号会分不清。请换一个代字。`,
      );
  }
}

export async function organView(tx: Tx, tenantId: string, id: string, today: string): Promise<IssuingOrgan> {
  return (await organViews(tx, tenantId, today)).find((organ) => organ.id === id)!;
}
