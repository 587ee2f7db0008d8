import { sql } from 'kysely';
import { namePattern } from '../../contract.ts';
import { operation } from '../../platform/operation.ts';
import { PersonFilter, PersonRows } from './contract.ts';
import { personWithin, READERS } from './person-reach.ts';
import { grantOf } from './post-rows.ts';

/** People by words or pinyin of their name, unit, role and whether they hold a post; in order of their posts, then of names. */
export const listPeople = operation({
  name: 'people.list',
  permission: 'people.read',
  may: READERS,
  input: PersonFilter,
  output: PersonRows,
  run: async ({ tx, actor: { tenantId }, clock, input, scope }) => {
    const today = clock.today();
    const open = sql`(post.valid_to is null or post.valid_to > ${today})`;
    const fits = [sql`person.tenant_id = ${tenantId}`, personWithin(scope)];
    const pattern = input.q ? namePattern(input.q) : null;
    if (pattern !== null) fits.push(sql`(person.pinyin ~ ${pattern} or person.code = ${input.q})`);
    const post = sql`select from post where post.tenant_id = person.tenant_id and post.person_id = person.id`;
    if (input.role) fits.push(sql`exists (${post} and post.role = ${input.role} and ${open})`);
    const unit = input.organisationId;
    if (unit)
      fits.push(
        sql`(person.organisation_id = ${unit} or exists (${post} and post.organisation_id = ${unit} and ${open}))`,
      );
    if (input.state === 'current') fits.push(sql`exists (${post} and ${open} and post.valid_from <= ${today})`);
    if (input.state === 'former') fits.push(sql`exists (${post}) and not exists (${post} and ${open})`);
    if (input.state === 'none') fits.push(sql`not exists (${post})`);
    const where = sql.join(fits, sql` and `);
    const total = await sql<{ count: number }>`select count(*) as count from person where ${where}`.execute(tx);
    const after = input.cursor ? Number.parseInt(input.cursor, 10) || 0 : 0;
    const { rows } = await sql<{ id: string; name: string; code: string | null }>`
      select person.id, person.name, person.code from person
      left join lateral (
        select organisation.position as unit, post.position from post
        join organisation on organisation.tenant_id = post.tenant_id and organisation.id = post.organisation_id
        where post.tenant_id = person.tenant_id and post.person_id = person.id and ${open}
        order by post.position limit 1
      ) first on true
      where ${where} order by first.unit nulls last, first.position, person.name, person.id
      limit ${input.limit} offset ${after}`.execute(tx);
    const posts = rows.length
      ? await tx
          .selectFrom('post')
          .innerJoin('organisation', (join) =>
            join
              .onRef('organisation.tenant_id', '=', 'post.tenant_id')
              .onRef('organisation.id', '=', 'post.organisation_id'),
          )
          .where('post.tenant_id', '=', tenantId)
          .where(
            'post.person_id',
            'in',
            rows.map((row) => row.id),
          )
          .where((open) => open.or([open('post.valid_to', 'is', null), open('post.valid_to', '>', today)]))
          .orderBy('post.position')
          .selectAll('post')
          .select('organisation.name as organisation_name')
          .execute()
      : [];
    const count = total.rows[0]!.count;
    return {
      people: rows.map((row) => ({
        ...row,
        posts: posts
          .filter((one) => one.person_id === row.id)
          .map((one) => ({
            id: one.id,
            organisation: { id: one.organisation_id, name: one.organisation_name },
            title: one.title,
            role: one.role,
            grant: grantOf(one),
          })),
      })),
      total: count,
      nextCursor: after + rows.length < count ? String(after + rows.length) : null,
    };
  },
});
