import { sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import { hashToken } from '../../platform/auth.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Credentials } from '../../platform/platform.ts';
import type { Role } from '../people/contract.ts';

/** Who a session's token belongs to, with the posts held today; null when it is unknown or over, or its account is disabled. */
export async function authenticate(tx: Tx, { tenantId, session, address, clock }: Credentials): Promise<Actor | null> {
  if (session === null) return null;
  const today = clock.today();
  const tokenHash = hashToken(session);
  const rows = await tx
    .selectFrom('session')
    .innerJoin('person', (join) =>
      join.onRef('person.tenant_id', '=', 'session.tenant_id').onRef('person.id', '=', 'session.person_id'),
    )
    .leftJoin('post', (join) =>
      join
        .onRef('post.tenant_id', '=', 'session.tenant_id')
        .onRef('post.person_id', '=', 'session.person_id')
        .on('post.granted_at', 'is not', null)
        .on('post.valid_from', '<=', today)
        .on((on) => on.or([on('post.valid_to', 'is', null), on('post.valid_to', '>', today)])),
    )
    .leftJoin('organisation', (join) =>
      join.onRef('organisation.tenant_id', '=', 'post.tenant_id').onRef('organisation.id', '=', 'post.organisation_id'),
    )
    .leftJoin('region', (join) =>
      join
        .onRef('region.tenant_id', '=', 'organisation.tenant_id')
        .onRef('region.code', '=', 'organisation.region_code'),
    )
    .where('session.tenant_id', '=', tenantId)
    .where('session.token_hash', '=', tokenHash)
    .where('session.expires_at', '>', clock.now())
    .select([
      'person.id as personId',
      'person.name',
      'post.id as postId',
      'post.organisation_id as organisationId',
      'post.role',
      'organisation.region_code as regionCode',
      sql<boolean>`region.parent_code is null`.as('ofCity'),
    ])
    .orderBy('post.position')
    .execute();
  const first = rows[0];
  if (!first) return null;
  return {
    tenantId,
    personId: first.personId,
    name: first.name,
    posts: rows.flatMap(heldPost),
    via: 'page',
    address,
    sessionId: tokenHash,
    restriction: null,
    tokenScopes: null,
  };
}

interface Row {
  postId: string | null;
  organisationId: string | null;
  role: Role | null;
  regionCode: string | null;
  ofCity: boolean;
}

const heldPost = ({ postId, organisationId, role, regionCode, ofCity }: Row) =>
  postId && organisationId && role && regionCode
    ? [{ id: postId, organisationId, role, regionCode, ofCity, deputyFor: null }]
    : [];
