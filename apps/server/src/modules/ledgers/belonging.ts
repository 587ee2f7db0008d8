import { sql } from 'kysely';
import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import type { Tx } from '../../platform/db/database.ts';
import { type Belonging, type Scope, within } from '../../platform/permission.ts';

/** What every operation about one item takes. */
export const OfItem = z.object({ itemId: Uuid });

/** The target of operations about one item: it belongs to its organ's government and to whoever has an assignment. */
export const aboutItem = {
  missing: '台账上没有这个事项。它可能属于别的县区，请从督办台账重新打开。',
  checksItself: true,
  find: (tx: Tx, tenantId: string, { itemId }: { itemId: string }) => itemBelonging(tx, tenantId, itemId),
};

async function itemBelonging(tx: Tx, tenantId: string, itemId: string): Promise<Belonging | null> {
  const row = await tx
    .selectFrom('item')
    .innerJoin('issuing_organ as organ', (join) =>
      join.onRef('organ.tenant_id', '=', 'item.tenant_id').onRef('organ.id', '=', 'item.organ_id'),
    )
    .where('item.tenant_id', '=', tenantId)
    .where('item.id', '=', itemId)
    .select([
      'organ.region_code as region',
      sql<string[]>`array(
        select organisation_id from assignment
        where assignment.tenant_id = item.tenant_id and assignment.item_id = item.id)`.as('organisations'),
    ])
    .executeTakeFirst();
  return row ?? null;
}

/** The same for the rows of a list over `item`. */
export const itemsWithin = (scope: Scope) =>
  within(scope, {
    region: (codes) =>
      sql`item.organ_id in (select id from issuing_organ where tenant_id = item.tenant_id and region_code = any(${codes}))`,
    organisation: (ids) =>
      sql`exists (select from assignment where assignment.tenant_id = item.tenant_id and assignment.item_id = item.id
        and assignment.organisation_id = any(${ids}))`,
  });

/** Evidence on an item is for those who work on it: not for everybody down the line who may read the item itself. */
export async function evidenceBelonging(tx: Tx, tenantId: string, itemId: string): Promise<Belonging | null> {
  const item = await itemBelonging(tx, tenantId, itemId);
  return item && { ...item, draft: true };
}
