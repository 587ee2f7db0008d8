import type { Tx } from '../../platform/db/database.ts';
import { reaches, type Scope } from '../../platform/permission.ts';
import { membersByGroup, organisationsOn } from '../people/index.ts';
import type { Lines } from './lines.ts';

/** What the city has on a day, as the workbook would say it: within a scope, or (for comparing) all of it. Posts that are over are left out. */
export async function currentLines(tx: Tx, tenantId: string, day: string, scope: Scope | null): Promise<Lines> {
  const all = await organisationsOn(tx, tenantId, day);
  const code = new Map(all.map((row) => [row.id, row.code]));
  const mine = new Set(
    all.filter((row) => scope === null || reaches(scope, { region: row.region_code })).map((row) => row.id),
  );
  const members = await membersByGroup(tx, tenantId, day);
  const people = await tx
    .selectFrom('person')
    .where('tenant_id', '=', tenantId)
    .where('code', 'is not', null)
    .orderBy('code')
    .select(['id', 'code', 'name', 'phone', 'email', 'organisation_id'])
    .execute();
  const posts = await tx
    .selectFrom('post')
    .where('tenant_id', '=', tenantId)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', day)]))
    .orderBy('position')
    .orderBy('valid_from')
    .orderBy('id')
    .selectAll()
    .execute();
  const personCode = new Map(people.map((row) => [row.id, row.code!]));
  const firstPost = new Map(posts.toReversed().map((post) => [post.person_id, post.organisation_id]));
  const homeOf = (row: (typeof people)[number]) => row.organisation_id ?? firstPost.get(row.id) ?? '';
  return {
    organisations: all
      .filter((row) => mine.has(row.id))
      .map((row) => ({
        code: row.code,
        name: row.name,
        shortName: row.short_name,
        kind: row.kind,
        order: row.position,
        parent: row.parent_id === null ? '' : (code.get(row.parent_id) ?? ''),
        region: row.region_code,
        aliases: row.aliases,
        function: row.function,
        duties: row.duties,
        from: row.valid_from,
      })),
    groups: all
      .filter((row) => mine.has(row.id) && members.has(row.id))
      .map((row) => ({ group: row.code, members: members.get(row.id)!.flatMap((id) => code.get(id) ?? []) })),
    people: people
      .filter((row) => scope === null || mine.has(homeOf(row)))
      .map((row) => ({
        code: row.code!,
        name: row.name,
        organisation: code.get(homeOf(row)) ?? '',
        phone: row.phone ?? '',
        email: row.email ?? '',
      })),
    posts: posts
      .filter((row) => mine.has(row.organisation_id) && personCode.has(row.person_id))
      .map((row) => ({
        person: personCode.get(row.person_id)!,
        organisation: code.get(row.organisation_id)!,
        title: row.title,
        role: row.role,
        sponsor: row.sponsor,
        position: row.position,
        from: row.valid_from,
        to: row.valid_to ?? '',
      })),
  };
}
