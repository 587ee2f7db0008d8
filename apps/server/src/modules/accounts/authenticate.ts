import { type RawBuilder, sql } from 'kysely';
import type { Actor, HeldPost, Restriction } from '../../platform/actor.ts';
import { hashToken } from '../../platform/auth.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Credentials } from '../../platform/platform.ts';
import { machinePosts, openToTokens } from './tokens/scopes.ts';

/** How often a session's or token's last use is written. */
const SEEN_MS = 60_000;
interface Row {
  id: string;
  seenAt: Date | null;
  scopes: string[] | null;
  restriction: Restriction | null;
  personId: string;
  name: string;
  posts: HeldPost[] | null;
}

/**
 * Who a session or a machine's token belongs to, with the posts held today, own and as deputy; null when it is unknown or
 * over, or the account is disabled. One statement; once a minute a second one writes that it was used.
 */
export async function authenticate(tx: Tx, credentials: Credentials): Promise<Actor | null> {
  const { tenantId, session, bearer, address, clock } = credentials;
  const table = session !== null ? 'session' : 'api_token';
  const key = session ?? bearer;
  if (key === null) return null;
  const row = await (session !== null ? bySession(tx, tenantId, key, clock) : byToken(tx, tenantId, key, clock));
  if (!row) return null;
  if (!row.seenAt || row.seenAt.getTime() <= clock.now().getTime() - SEEN_MS)
    await noteUse(tx, tenantId, table, row.id, clock);
  const posts = row.posts ?? [];
  return {
    tenantId,
    personId: row.personId,
    name: row.name,
    posts: row.scopes ? machinePosts(posts) : posts,
    via: row.scopes ? 'token' : 'page',
    address,
    sessionId: row.scopes ? null : row.id,
    restriction: row.restriction,
    tokenScopes: row.scopes?.filter(openToTokens) ?? null,
  };
}

const bySession = (tx: Tx, tenantId: string, token: string, clock: Clock) =>
  one(
    tx,
    sql`select session.id, session.last_seen_at as "seenAt", null::text[] as scopes, session.restriction,
        person.id as "personId", person.name, ${posts(clock)} as posts
      from session
      join account on account.tenant_id = session.tenant_id and account.person_id = session.person_id
      join person on person.tenant_id = session.tenant_id and person.id = session.person_id
      where session.tenant_id = ${tenantId} and session.token_hash = ${hashToken(token)}
        and session.expires_at > ${clock.now()} and account.disabled_at is null
        and session.last_seen_at + session.idle_minutes * interval '1 minute' > ${clock.now()}`,
  );

const byToken = (tx: Tx, tenantId: string, token: string, clock: Clock) =>
  one(
    tx,
    sql`select api_token.id, api_token.last_used_at as "seenAt", api_token.scopes, null as restriction,
        person.id as "personId", person.name, ${posts(clock)} as posts
      from api_token
      join account on account.tenant_id = api_token.tenant_id and account.person_id = api_token.person_id
      join person on person.tenant_id = api_token.tenant_id and person.id = api_token.person_id
      where api_token.tenant_id = ${tenantId} and api_token.token_hash = ${hashToken(token)}
        and api_token.expires_at > ${clock.now()} and api_token.revoked_at is null and account.disabled_at is null`,
  );

const one = async (tx: Tx, statement: RawBuilder<unknown>): Promise<Row | undefined> =>
  ((await statement.execute(tx)).rows as Row[])[0];

/** The person's granted posts of today, own ones first, then those of others that they stand in for. */
function posts(clock: Clock): RawBuilder<unknown> {
  const today = clock.today();
  const holds = (table: 'post' | 'deputy') => {
    const column = (name: string) => sql.ref(`${table}.${name}`);
    return sql`${column('granted_at')} is not null and ${column('valid_from')} <= ${today}::date
      and (${column('valid_to')} is null or ${column('valid_to')} > ${today}::date)`;
  };
  return sql`(
    select json_agg(json_build_object('id', held.id, 'organisationId', held.organisation_id, 'role', held.role,
        'regionCode', region.code, 'ofCity', region.parent_code is null, 'deputyFor', held.deputy_for)
      order by held.deputy_for is not null, held.position, held.id)
    from (
      select post.id, post.organisation_id, post.role, post.position, null::uuid as deputy_for
      from post where post.tenant_id = person.tenant_id and post.person_id = person.id and ${holds('post')}
      union all
      select post.id, post.organisation_id, post.role, post.position, post.person_id
      from deputy join post on post.tenant_id = deputy.tenant_id and post.id = deputy.post_id
      where deputy.tenant_id = person.tenant_id and deputy.person_id = person.id and ${holds('deputy')} and ${holds('post')}
    ) as held
    join organisation on organisation.tenant_id = person.tenant_id and organisation.id = held.organisation_id
    join region on region.tenant_id = person.tenant_id and region.code = organisation.region_code
  )`;
}

/** Requests of the same session at once do not wait for one another: one of them writes it. */
async function noteUse(tx: Tx, tenantId: string, table: 'session' | 'api_token', id: string, clock: Clock) {
  const column = table === 'session' ? 'last_seen_at' : 'last_used_at';
  await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${clock.now()} where tenant_id = ${tenantId} and id = (
    select id from ${sql.table(table)} where tenant_id = ${tenantId} and id = ${id} for update skip locked)`.execute(
    tx,
  );
}
