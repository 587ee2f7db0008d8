import type { Actor } from '../../platform/actor.ts';
import { hashToken } from '../../platform/auth.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';

/** Who a session's token belongs to, with the posts held today; null when it is unknown, over, or its account is disabled. */
export async function sessionActor(tx: Tx, tenantId: string, token: string, clock: Clock): Promise<Actor | null> {
  const today = clock.today();
  const rows = await tx
    .selectFrom('session')
    .innerJoin('person', (join) =>
      join.onRef('person.tenant_id', '=', 'session.tenant_id').onRef('person.id', '=', 'session.person_id'),
    )
    .leftJoin('post', (join) =>
      join
        .onRef('post.tenant_id', '=', 'session.tenant_id')
        .onRef('post.person_id', '=', 'session.person_id')
        .on('post.valid_from', '<=', today)
        .on((on) => on.or([on('post.valid_to', 'is', null), on('post.valid_to', '>', today)])),
    )
    .where('session.tenant_id', '=', tenantId)
    .where('session.token_hash', '=', hashToken(token))
    .where('session.expires_at', '>', clock.now())
    .select([
      'person.id as personId',
      'person.name',
      'post.id as postId',
      'post.organisation_id as organisationId',
      'post.role',
    ])
    .orderBy('post.position')
    .execute();
  const first = rows[0];
  if (!first) return null;
  const posts = rows.flatMap((row) =>
    row.postId ? [{ id: row.postId, organisationId: row.organisationId!, role: row.role! }] : [],
  );
  return { tenantId, personId: first.personId, name: first.name, posts };
}
