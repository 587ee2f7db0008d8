import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Recipients } from './notify.ts';

/**
 * Whom a notice reaches on a day, by their ids in order: the people named, and whoever holds one of the posts, own or as a
 * deputy. What is for a group (各县区) is for each of its members.
 */
export async function recipientsOn(tx: Tx, tenantId: string, to: Recipients, today: string): Promise<string[]> {
  const organisations = to.posts?.organisationIds ?? [];
  const holds = (table: 'post' | 'deputy') => {
    const column = (name: string) => sql.ref(`${table}.${name}`);
    return sql`${column('granted_at')} is not null and ${column('valid_from')} <= ${today}::date
      and (${column('valid_to')} is null or ${column('valid_to')} > ${today}::date)`;
  };
  const { rows } = await sql<{ id: string }>`
    with held as (
      select post.id, post.person_id from post
      where post.tenant_id = ${tenantId} and post.role = any(${to.posts?.roles ?? []}) and ${holds('post')}
        and post.organisation_id in (
          select unnest(${organisations}::uuid[])
          union select member_id from organisation_member
            where tenant_id = ${tenantId} and group_id = any(${organisations}::uuid[]))
    )
    select person.id from person
    where person.tenant_id = ${tenantId} and person.id is distinct from ${to.except ?? null}::uuid and person.id in (
      select unnest(${to.people ?? []}::uuid[])
      union select person_id from held
      union select deputy.person_id from deputy join held on held.id = deputy.post_id
        where deputy.tenant_id = ${tenantId} and ${holds('deputy')})
    order by person.id`.execute(tx);
  return rows.map((row) => row.id);
}
