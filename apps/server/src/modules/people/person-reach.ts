/** Which people somebody reaches: one rule for lists and for single persons. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { type Belonging, type Grants, type Scope, within } from '../../platform/permission.ts';

/** Who may look people up, and how far. Telephone and mail are masked for all of them. */
export const READERS: Grants = {
  supervision: 'territory',
  county_office: 'territory',
  leader: 'territory',
  project_office: 'territory',
  duty_officer: 'territory',
  reporter: 'organisation',
  approver: 'organisation',
  statistics: 'organisation',
  viewer: 'organisation',
  system_administrator: 'territory',
  security_administrator: 'territory',
  audit_administrator: 'territory',
};

/** Who may see telephone and mail: those who must reach people, and everybody their own. */
export const CONTACT_READERS: Grants = {
  supervision: 'territory',
  county_office: 'territory',
  leader: 'territory',
  duty_officer: 'territory',
  approver: 'organisation',
  reporter: 'self',
  project_office: 'self',
  statistics: 'self',
  viewer: 'self',
  system_administrator: 'territory',
  security_administrator: 'self',
  audit_administrator: 'self',
};

const belongs = (where: RawBuilder<unknown>): RawBuilder<boolean> => sql<boolean>`exists (
  select from organisation unit where unit.tenant_id = person.tenant_id and ${where} and (unit.id = person.organisation_id
    or exists (select from post where post.tenant_id = unit.tenant_id and post.organisation_id = unit.id and post.person_id = person.id)))`;

/** A condition on `person`: their own unit, or one where they hold or held a post, is within. */
export const personWithin = (scope: Scope): RawBuilder<boolean> =>
  within(scope, {
    region: (codes) => belongs(sql`unit.region_code = any(${codes})`),
    organisation: (ids) => belongs(sql`unit.id = any(${ids}::uuid[])`),
    person: sql`person.id`,
  });

async function belongingOf(tx: Tx, tenantId: string, personId: string, posts: boolean): Promise<Belonging | null> {
  const rows = await tx
    .selectFrom('person')
    .leftJoin('post', (join) =>
      join.onRef('post.tenant_id', '=', 'person.tenant_id').onRef('post.person_id', '=', 'person.id'),
    )
    .leftJoin('organisation', (join) =>
      join
        .onRef('organisation.tenant_id', '=', 'person.tenant_id')
        .on((on) =>
          on.or([
            on('organisation.id', '=', on.ref('person.organisation_id')),
            ...(posts ? [on('organisation.id', '=', on.ref('post.organisation_id'))] : []),
            on.and([
              on('person.organisation_id', 'is', null),
              on('organisation.id', '=', on.ref('post.organisation_id')),
            ]),
          ]),
        ),
    )
    .where('person.tenant_id', '=', tenantId)
    .where('person.id', '=', personId)
    .select(['organisation.id', 'organisation.region_code'])
    .distinct()
    .execute();
  if (rows.length === 0) return null;
  return {
    regions: rows.flatMap((row) => row.region_code ?? []),
    organisations: rows.flatMap((row) => row.id ?? []),
    personId,
  };
}

const MISSING = '没有这个人员，或不在您的管理范围内。请从人员名单重新选择。';

/** For looking: by their own unit and every unit where they hold or held a post. */
export const personSeen = {
  missing: MISSING,
  find: (tx: Tx, tenantId: string, { personId }: { personId: string }) => belongingOf(tx, tenantId, personId, true),
};

/** For changing their entry: by their own unit alone. */
export const personKept = {
  missing: MISSING,
  find: (tx: Tx, tenantId: string, { personId }: { personId: string }) => belongingOf(tx, tenantId, personId, false),
};

/** A post: by its organisation, and its holder. */
export const postTarget = {
  missing: '没有这个岗位，或不在您的管理范围内。请从人员页重新选择。',
  find: async (tx: Tx, tenantId: string, { postId }: { postId: string }): Promise<Belonging | null> => {
    const row = await tx
      .selectFrom('post')
      .innerJoin('organisation', (join) =>
        join
          .onRef('organisation.tenant_id', '=', 'post.tenant_id')
          .onRef('organisation.id', '=', 'post.organisation_id'),
      )
      .where('post.tenant_id', '=', tenantId)
      .where('post.id', '=', postId)
      .select(['organisation.id', 'organisation.region_code', 'post.person_id'])
      .executeTakeFirst();
    return row ? { region: row.region_code, organisations: [row.id], personId: row.person_id } : null;
  },
};

/** A deputy: by the post with which they act. */
export const deputyTarget = {
  missing: '没有这项代理，或不在您的管理范围内。请从人员页重新选择。',
  find: async (tx: Tx, tenantId: string, { deputyId }: { deputyId: string }): Promise<Belonging | null> => {
    const row = await tx
      .selectFrom('deputy')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', deputyId)
      .select('post_id')
      .executeTakeFirst();
    return row ? postTarget.find(tx, tenantId, { postId: row.post_id }) : null;
  },
};
