import type { Tx } from '../../platform/db/database.ts';
import type { Issuance } from './contract.ts';

/** The issuance of a report's breakdown; null while it is a draft. */
export async function issuanceOf(tx: Tx, tenantId: string, reportId: string): Promise<Issuance | null> {
  const row = await tx
    .selectFrom('issuance')
    .innerJoin('issuing_organ as organ', (join) =>
      join.onRef('organ.tenant_id', '=', 'issuance.tenant_id').onRef('organ.id', '=', 'issuance.organ_id'),
    )
    .where('issuance.tenant_id', '=', tenantId)
    .where('issuance.report_id', '=', reportId)
    .select([
      'issuance.id',
      'document_number',
      'title',
      'issued_on',
      'issued_by_name',
      'organ.id as organ_id',
      'organ.name as organ_name',
      'items',
    ])
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    documentNumber: row.document_number,
    title: row.title,
    issuedOn: row.issued_on,
    issuedBy: row.issued_by_name,
    organ: { id: row.organ_id, name: row.organ_name },
    items: row.items,
  };
}
