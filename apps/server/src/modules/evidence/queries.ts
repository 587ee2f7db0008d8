import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { EvidenceRow } from './keep-evidence.ts';

/** What was handed in for a subject, oldest first. */
export const evidenceOf = (tx: Tx, tenantId: string, subject: { kind: string; id: string }): Promise<EvidenceRow[]> =>
  tx
    .selectFrom('evidence')
    .where('tenant_id', '=', tenantId)
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .orderBy('id')
    .selectAll()
    .execute();

export const evidenceRow = (tx: Tx, tenantId: string, evidenceId: string): Promise<EvidenceRow | undefined> =>
  tx
    .selectFrom('evidence')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', evidenceId)
    .selectAll()
    .executeTakeFirst();

export interface Repeat {
  readonly evidence_id: string;
  readonly subject_kind: string;
  readonly subject_id: string;
}

/** Where else the same files, or pictures with the same image, were handed in. */
export async function repeatsOf(tx: Tx, tenantId: string, ids: readonly string[]): Promise<Repeat[]> {
  if (ids.length === 0) return [];
  // Each likeness by its own index.
  const { rows } = await sql<Repeat>`
    select one.id as evidence_id, other.subject_kind, other.subject_id
    from evidence one join evidence other
      on other.tenant_id = one.tenant_id and other.received_sha256 = one.received_sha256 and other.id <> one.id
    where one.tenant_id = ${tenantId} and one.id = any(${ids})
    union
    select one.id, other.subject_kind, other.subject_id
    from evidence one join evidence other
      on other.tenant_id = one.tenant_id and other.image_sha256 = one.image_sha256 and other.id <> one.id
    where one.tenant_id = ${tenantId} and one.id = any(${ids})`.execute(tx);
  return rows;
}
