import type { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { reaches, type Scope } from '../../platform/permission.ts';
import type { Evidence } from '../evidence/contract.ts';
import { type EvidenceRow, evidenceOf, evidenceView, repeatsOf } from '../evidence/index.ts';
import { evidenceBelonging, itemsWithin } from './belonging.ts';

/** The evidence on an item with where else it was used, as far as the reader reaches; none for who does not work on the item. */
export async function itemEvidence(
  tx: Tx,
  tenantId: string,
  itemId: string,
  scope: Scope,
): Promise<z.input<typeof Evidence>[]> {
  const rows = await evidenceOf(tx, tenantId, { kind: 'item', id: itemId });
  if (rows.length === 0) return [];
  const belonging = await evidenceBelonging(tx, tenantId, itemId);
  if (!belonging || !reaches(scope, belonging)) return [];
  return evidenceViews(tx, tenantId, rows, scope);
}

/** Evidence with its repeats: all are counted, and the items named that the reader reaches. */
export async function evidenceViews(tx: Tx, tenantId: string, rows: readonly EvidenceRow[], scope: Scope) {
  const ids = rows.map((row) => row.id);
  const repeats = Map.groupBy(await repeatsOf(tx, tenantId, ids), (repeat) => repeat.evidence_id);
  const itemIds = [...new Set([...repeats.values()].flat().map((repeat) => repeat.subject_id))];
  const items = itemIds.length
    ? await tx
        .selectFrom('item')
        .where('item.tenant_id', '=', tenantId)
        .where('item.id', 'in', itemIds)
        .where(itemsWithin(scope))
        .orderBy('item.id')
        .select(['item.id', 'item.number'])
        .execute()
    : [];
  return rows.map((row) => {
    const found = repeats.get(row.id) ?? [];
    const named = items.filter((item) => found.some((repeat) => repeat.subject_id === item.id));
    return evidenceView(row, { count: found.length, items: named });
  });
}
