import { type RawBuilder, sql } from 'kysely';
import { BUSINESS_ROLES, type Role } from '../modules/people/contract.ts';
import type { Actor, HeldPost } from './actor.ts';
import type { Tx } from './db/database.ts';

/**
 * How far a role reaches with an operation, from the organisation of the post that it is held in:
 * - self: what is the person's own;
 * - organisation: what is given to that organisation, one below it, or a group that it belongs to;
 * - organ: what is issued by the government of that organisation's region, and of that region alone;
 * - territory: of that region and every region inside it (for a post of the city: everything);
 * - line: of the territory; of the governments above it what they have issued, which is meant for those below; and what is
 *   given to the organisation, whoever issued it.
 */
export type Reach = 'self' | 'organisation' | 'organ' | 'territory' | 'line';

/** Who may call an operation, and about what: by role, how far. One declaration; route, SQL and tests follow from it. */
export type Grants = Readonly<Partial<Record<Role, Reach>>>;

/** Anyone at all; anyone with a session; or posts with one of these roles. */
export type May = Grants | 'signed-in' | 'anyone';

/** The same reach for several roles. */
export const grant = (roles: readonly Role[], reach: Reach): Grants =>
  Object.fromEntries(roles.map((role) => [role, reach]));

/** Everybody but the three administrators, who keep the system and do not do its business. */
export const business = (reach: Reach): Grants => grant(BUSINESS_ROLES, reach);

/** The posts with which somebody may call an operation. */
export const postsFor = (may: May, actor: Actor): readonly HeldPost[] =>
  typeof may === 'string' ? actor.posts : actor.posts.filter((post) => may[post.role] !== undefined);

/** Whether somebody with a session may call an operation at all; about what is for the scope. */
export const permits = (may: May, actor: Actor): boolean => typeof may === 'string' || postsFor(may, actor).length > 0;

/** What an actor reaches with an operation: everything in the city, or what fits one of the four. */
export interface Scope {
  readonly everything: boolean;
  /** Codes of the regions whose governments' things are within. */
  readonly regions: readonly string[];
  /** Codes of the regions whose governments' things are within once they are issued. */
  readonly above: readonly string[];
  readonly organisations: readonly string[];
  readonly personId: string | null;
}

/** What a row says of where it belongs; what does not apply is left out. */
export interface Belonging {
  /** Region of the organ that issued it. */
  readonly region?: string | null;
  /** Where it belongs to several: of any of them. */
  readonly regions?: readonly string[];
  /** Not issued yet: a paper of that region's government that is not meant for those below. */
  readonly draft?: boolean;
  readonly organisations?: readonly string[];
  readonly personId?: string | null;
}

/** For the system itself, and where being signed in is enough. */
export const EVERYTHING: Scope = {
  everything: true,
  regions: [],
  above: [],
  organisations: [],
  personId: null,
};

/** The scope of an actor for an operation's declaration. Posts of the city cost no query. */
export async function scopeOf(tx: Tx, actor: Actor, may: May): Promise<Scope> {
  if (typeof may === 'string') return EVERYTHING;
  const regions = new Set<string>();
  const above = new Set<string>();
  const organisations = new Set<string>();
  for (const post of postsFor(may, actor)) {
    const reach = may[post.role]!;
    if (post.ofCity && (reach === 'territory' || reach === 'line')) return EVERYTHING;
    if (reach === 'organ') regions.add(post.regionCode);
    if (reach === 'territory' || reach === 'line') {
      const found = await regionsAround(tx, actor.tenantId, post.regionCode);
      for (const { code, below } of found)
        if (below) regions.add(code);
        else if (reach === 'line') above.add(code);
    }
    if (reach === 'organisation' || reach === 'line')
      for (const id of await organisationsFrom(tx, actor.tenantId, post.organisationId)) organisations.add(id);
  }
  return {
    everything: false,
    regions: [...regions],
    above: [...above],
    organisations: [...organisations],
    personId: actor.personId,
  };
}

/** A region with those inside it (`below`) and those that it lies in. */
async function regionsAround(tx: Tx, tenantId: string, code: string): Promise<{ code: string; below: boolean }[]> {
  const { rows } = await sql<{ code: string; below: boolean }>`
    with recursive below as (
      select code from region where tenant_id = ${tenantId} and code = ${code}
      union select region.code from region join below on region.parent_code = below.code where region.tenant_id = ${tenantId}
    ), above as (
      select parent_code as code from region where tenant_id = ${tenantId} and code = ${code}
      union select region.parent_code from region join above on region.code = above.code where region.tenant_id = ${tenantId}
    )
    select code, true as below from below union all select code, false from above where code is not null`.execute(tx);
  return rows;
}

/** An organisation with those below it, those whose work they took over, and the groups that any of them belongs to. */
async function organisationsFrom(tx: Tx, tenantId: string, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive own as (
      select id from organisation where tenant_id = ${tenantId} and id = ${id}
      union select next.id from own, lateral (
        select id from organisation where tenant_id = ${tenantId} and parent_id = own.id
        union all select organisation_id from organisation_successor where tenant_id = ${tenantId} and successor_id = own.id
      ) as next
    )
    select id from own
    union select group_id from organisation_member where tenant_id = ${tenantId} and member_id in (select id from own)`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}

/** Whether something belongs within a scope. */
export const reaches = (scope: Scope, { region, regions, draft, organisations, personId }: Belonging): boolean =>
  scope.everything ||
  (region != null && (scope.regions.includes(region) || (!draft && scope.above.includes(region)))) ||
  (regions ?? []).some((code) => scope.regions.includes(code)) ||
  (organisations ?? []).some((id) => scope.organisations.includes(id)) ||
  (personId != null && personId === scope.personId);

/**
 * The same as a condition of a statement. `region` and `organisation` make the condition for the codes and ids of the
 * scope; `draft` and `person` are SQL for the row's own values. A row of the region above counts once it is no draft.
 */
export function within(
  scope: Scope,
  row: {
    region?: (codes: readonly string[]) => RawBuilder<boolean>;
    draft?: RawBuilder<boolean>;
    organisation?: (ids: readonly string[]) => RawBuilder<boolean>;
    person?: RawBuilder<unknown>;
  },
): RawBuilder<boolean> {
  if (scope.everything) return sql<boolean>`true`;
  const any: RawBuilder<boolean>[] = [];
  if (row.region && scope.regions.length) any.push(row.region(scope.regions));
  if (row.region && scope.above.length) {
    const issued = row.draft ? sql` and not ${row.draft}` : sql``;
    any.push(sql<boolean>`(${row.region(scope.above)}${issued})`);
  }
  if (row.organisation && scope.organisations.length) any.push(row.organisation(scope.organisations));
  if (row.person && scope.personId) any.push(sql<boolean>`${row.person} = ${scope.personId}`);
  return any.length ? sql<boolean>`(${sql.join(any, sql` or `)})` : sql<boolean>`false`;
}
