import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { platformOf } from '../../platform/of-transaction.ts';
import { ERASED, type PersonalTable } from '../../platform/personal-columns.ts';
import { destroyKey } from './personal-keys.ts';

/**
 * Takes away what is a person's own: their key, so that what events have of them cannot be read by anybody, and every
 * column that a room declares. The row of the person stays, for what refers to it, as 已注销人员.
 */
export async function erasePerson(tx: Tx, tenantId: string, personId: string): Promise<void> {
  await destroyKey(tx, tenantId, personId);
  for (const table of platformOf(tx).personal) {
    await blank(tx, tenantId, personId, table);
    for (const [column, fields] of Object.entries(table.lists ?? {}))
      await sql`update ${sql.table(table.table)} set ${sql.ref(column)} = (
          select jsonb_agg(case when entry ->> ${fields.person} = ${personId}
            then entry || jsonb_build_object(${fields.name}::text, ${ERASED}::text) else entry end order by place)
          from jsonb_array_elements(${sql.ref(column)}) with ordinality as list (entry, place))
        where tenant_id = ${tenantId}
          and ${sql.ref(column)} @> jsonb_build_array(jsonb_build_object(${fields.person}::text, ${personId}::text))`.execute(
        tx,
      );
  }
}

async function blank(tx: Tx, tenantId: string, personId: string, { table, person, deletes, columns }: PersonalTable) {
  const theirs = sql`where tenant_id = ${tenantId} and ${sql.ref(person)} = ${personId}`;
  if (deletes) {
    await sql`delete from ${sql.table(table)} ${theirs}`.execute(tx);
    return;
  }
  const set = Object.entries(columns ?? {}).map(
    ([column, becomes]) => sql`${sql.ref(column)} = ${becomes === 'name' ? ERASED : becomes}`,
  );
  if (set.length) await sql`update ${sql.table(table)} set ${sql.join(set)} ${theirs}`.execute(tx);
}
