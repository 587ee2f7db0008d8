import { sql } from 'kysely';
import type { Tx } from './db/database.ts';

/**
 * Takes the next `count` numbers of an organ's documents of a kind in a year and returns the first. Numbers have no gaps:
 * the counter's row stays locked until the caller's transaction ends, and a rollback gives them back.
 */
export async function takeNumbers(
  tx: Tx,
  of: { tenantId: string; organId: string; documentKind: string; year: number },
  count = 1,
): Promise<number> {
  const row = await tx
    .insertInto('counter')
    .values({
      tenant_id: of.tenantId,
      organ_id: of.organId,
      document_kind: of.documentKind,
      year: of.year,
      value: count,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'organ_id', 'document_kind', 'year'])
        .doUpdateSet({ value: sql<number>`counter.value + ${count}` }),
    )
    .returning('value')
    .executeTakeFirstOrThrow();
  return row.value - count + 1;
}
