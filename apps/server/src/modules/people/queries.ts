import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

/** The city's organisations as they are on a day (how they are called, under whom, with which duties), in official order. */
export const organisationsOn = (tx: Tx, tenantId: string, day: string) =>
  tx
    .selectFrom('organisation')
    .innerJoinLateral(
      (states) =>
        states
          .selectFrom('organisation_state')
          .whereRef('organisation_state.tenant_id', '=', 'organisation.tenant_id')
          .whereRef('organisation_state.organisation_id', '=', 'organisation.id')
          .where('organisation_state.valid_from', '<=', day)
          .orderBy('organisation_state.valid_from', 'desc')
          .limit(1)
          .select(['name', 'short_name', 'kind', 'position', 'aliases', 'function', 'duties', 'region_code'])
          .select(['parent_id', 'pinyin'])
          .as('state'),
      (join) => join.onTrue(),
    )
    .where('organisation.tenant_id', '=', tenantId)
    .where('organisation.valid_from', '<=', day)
    .where((where) => where.or([where('organisation.valid_to', 'is', null), where('organisation.valid_to', '>', day)]))
    .orderBy('state.position')
    .orderBy('organisation.code')
    .select(['organisation.id', 'organisation.code', 'organisation.successor_id', 'organisation.row_version'])
    .select(['organisation.valid_from', 'organisation.valid_to'])
    .selectAll('state')
    .execute();

export type OrganisationOnDay = Awaited<ReturnType<typeof organisationsOn>>[number];

/** A person's posts on a day with the organisation's name, the first post first. */
export const postsOf = (tx: Tx, tenantId: string, personId: string, day: string) =>
  tx
    .selectFrom('post')
    .innerJoin('organisation', (join) =>
      join.onRef('organisation.tenant_id', '=', 'post.tenant_id').onRef('organisation.id', '=', 'post.organisation_id'),
    )
    .where('post.tenant_id', '=', tenantId)
    .where('post.person_id', '=', personId)
    .where('post.valid_from', '<=', day)
    .where((where) => where.or([where('post.valid_to', 'is', null), where('post.valid_to', '>', day)]))
    .orderBy('post.position')
    .select([
      'post.id',
      'post.title',
      'post.role',
      'organisation.id as organisationId',
      'organisation.name as organisationName',
    ])
    .execute();

/** Leaders who can stand behind an item, in order. */
export const sponsorsOn = (tx: Tx, tenantId: string, day: string) =>
  tx
    .selectFrom('post')
    .innerJoin('person', (join) =>
      join.onRef('person.tenant_id', '=', 'post.tenant_id').onRef('person.id', '=', 'post.person_id'),
    )
    .where('post.tenant_id', '=', tenantId)
    .where('post.sponsor', '=', true)
    .where('post.valid_from', '<=', day)
    .where((where) => where.or([where('post.valid_to', 'is', null), where('post.valid_to', '>', day)]))
    .orderBy('post.position')
    .select(['person.id', 'person.name', 'post.title'])
    .execute();

/** The city's organs; with a day those that still issue on it. */
export const organsOf = (tx: Tx, tenantId: string, day?: string) =>
  tx
    .selectFrom('issuing_organ')
    .where('tenant_id', '=', tenantId)
    .$if(day !== undefined, (organs) =>
      organs.where((where) => where.or([where('ended_on', 'is', null), where('ended_on', '>', day!)])),
    )
    .orderBy('position')
    .selectAll()
    .execute();

export const cityOf = (tx: Tx, tenantId: string) =>
  tx.selectFrom('tenant').where('id', '=', tenantId).select(['code', 'name', 'demo']).executeTakeFirstOrThrow();

/** Code of the city's own region. */
export const cityRegion = async (tx: Tx, tenantId: string): Promise<string> =>
  (
    await tx
      .selectFrom('region')
      .where('tenant_id', '=', tenantId)
      .where('parent_code', 'is', null)
      .orderBy('position')
      .select('code')
      .executeTakeFirstOrThrow()
  ).code;

export const regionsOf = (tx: Tx, tenantId: string) =>
  tx.selectFrom('region').where('tenant_id', '=', tenantId).orderBy('position').selectAll().execute();

export interface NameThen {
  /** What it was called on the day. */
  name: string;
  shortName: string;
  /** What it is called now, or who took over from it; null where nothing has changed. */
  now: string | null;
}

/** What organisations were called on a day, and what has become of them since, by id. */
export async function namesOn(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
  day: string,
  today: string,
): Promise<Map<string, NameThen>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string; short: string; now: string; heirs: string[] | null }>`
    select organisation.id, coalesce(state.name, organisation.name) as name,
      coalesce(state.short_name, organisation.short_name) as short, organisation.name as now,
      case when organisation.valid_to <= ${today}::date then (
        select coalesce(array_agg(heir.name order by successor.position), '{}') from organisation_successor successor
        join organisation heir on heir.tenant_id = successor.tenant_id and heir.id = successor.successor_id
        where successor.tenant_id = organisation.tenant_id and successor.organisation_id = organisation.id
      ) end as heirs
    from organisation left join lateral (
      select name, short_name from organisation_state
      where tenant_id = organisation.tenant_id and organisation_id = organisation.id and valid_from <= ${day}
      order by valid_from desc limit 1
    ) state on true
    where organisation.tenant_id = ${tenantId} and organisation.id = any(${ids}::uuid[])`.execute(tx);
  return new Map(
    rows.map(({ id, name, short, now, heirs }) => {
      const become = heirs === null ? (now === name ? null : now) : heirs.length ? heirs.join('、') : '已撤销';
      return [id, { name, shortName: short, now: become }];
    }),
  );
}
