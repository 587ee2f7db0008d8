import { sql } from 'kysely';
import type { StructureCall } from './structure.ts';

/** Nobody stands in for a post that has ended: its deputies end with it at the latest. */
export async function endDeputies({ tx, tenantId }: StructureCall, postId: string, on: string): Promise<void> {
  await tx
    .updateTable('deputy')
    .set({ valid_to: sql<string>`greatest(valid_from, ${on}::date)`, row_version: sql<number>`row_version + 1` })
    .where('tenant_id', '=', tenantId)
    .where('post_id', '=', postId)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', on)]))
    .execute();
}
