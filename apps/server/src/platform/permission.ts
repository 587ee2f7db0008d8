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
 * - line: of the territory and of the governments above it, whose papers are meant for those below.
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

/** What an actor reaches with an operation: everything in the city, or what fits one of the three. */
export interface Scope {
  readonly everything: boolean;
  /** Codes of the regions whose governments' things are within. */
  readonly regions: readonly string[];
  readonly organisations: readonly string[];
  readonly personId: string | null;
}

/** What a row says of where it belongs; what does not apply is left out. */
export interface Belonging {
  /** Region of the organ that issued it. */
  readonly region?: string | null;
  readonly organisations?: readonly string[];
  readonly personId?: string | null;
}

/** For the system itself, and where being signed in is enough. */
export const EVERYTHING: Scope = { everything: true, regions: [], organisations: [], personId: null };

/** The scope of an actor for an operation's declaration. Posts of the city cost no query. */
export async function scopeOf(tx: Tx, actor: Actor, may: May): Promise<Scope> {
  if (typeof may === 'string') return EVERYTHING;
  const regions = new Set<string>();
  const organisations = new Set<string>();
  for (const post of postsFor(may, actor)) {
    const reach = may[post.role]!;
    if (post.ofCity && (reach === 'territory' || reach === 'line')) return EVERYTHING;
    if (reach === 'organ') regions.add(post.regionCode);
    if (reach === 'territory' || reach === 'line')
      for (const code of await regionsFrom(tx, actor.tenantId, post.regionCode, reach)) regions.add(code);
    if (reach === 'organisation')
      for (const id of await organisationsFrom(tx, actor.tenantId, post.organisationId)) organisations.add(id);
  }
  return {
    everything: false,
    regions: [...regions],
    organisations: [...organisations],
    personId: actor.personId,
  };
}

async function regionsFrom(tx: Tx, tenantId: string, code: string, reach: 'territory' | 'line'): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    with recursive below as (
      select code from region where tenant_id = ${tenantId} and code = ${code}
      union select region.code from region join below on region.parent_code = below.code where region.tenant_id = ${tenantId}
    ), above as (
      select code, parent_code from region where tenant_id = ${tenantId} and code = ${code}
      union select region.code, region.parent_code from region join above on region.code = above.parent_code
        where region.tenant_id = ${tenantId}
    )
    select code from below union select code from above where ${reach === 'line'}`.execute(tx);
  return rows.map((row) => row.code);
}

async function organisationsFrom(tx: Tx, tenantId: string, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive below as (
      select id from organisation where tenant_id = ${tenantId} and id = ${id}
      union select organisation.id from organisation join below on organisation.parent_id = below.id
        where organisation.tenant_id = ${tenantId}
    )
    select id from below
    union select group_id from organisation_member where tenant_id = ${tenantId} and member_id = ${id}`.execute(tx);
  return rows.map((row) => row.id);
}

/** Whether something belongs within a scope. */
export const reaches = (scope: Scope, { region, organisations, personId }: Belonging): boolean =>
  scope.everything ||
  (region != null && scope.regions.includes(region)) ||
  (organisations ?? []).some((id) => scope.organisations.includes(id)) ||
  (personId != null && personId === scope.personId);

/**
 * The same as a condition of a statement: `region`, `organisation` and `person` are SQL for the row's own values; an
 * `organisation` that is many is given as `exists(ids)`, a builder that gets the ids of the scope.
 */
export function within(
  scope: Scope,
  row: {
    region?: RawBuilder<unknown>;
    organisation?: (ids: readonly string[]) => RawBuilder<boolean>;
    person?: RawBuilder<unknown>;
  },
): RawBuilder<boolean> {
  if (scope.everything) return sql<boolean>`true`;
  const any: RawBuilder<boolean>[] = [];
  if (row.region && scope.regions.length) any.push(sql<boolean>`${row.region} = any(${scope.regions})`);
  if (row.organisation && scope.organisations.length) any.push(row.organisation(scope.organisations));
  if (row.person && scope.personId) any.push(sql<boolean>`${row.person} = ${scope.personId}`);
  return any.length ? sql<boolean>`(${sql.join(any, sql` or `)})` : sql<boolean>`false`;
}
