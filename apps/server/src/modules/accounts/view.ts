import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import { type May, permits } from '../../platform/permission.ts';
import { cityOf } from '../people/index.ts';
import type { Me } from './contract.ts';
import { heldPostsOf } from './queries.ts';
import type { SignedIn } from './sessions.ts';
import { expiryDay, standingOf } from './standing.ts';

/** The signed-in person as the page knows them; `may` comes from the server's list of mounted operations. */
export async function meView(tx: Tx, actor: SignedIn, clock: Clock, operations: ReadonlyMap<string, May>): Promise<Me> {
  const standing = await standingOf(tx, actor, clock);
  const session = await tx
    .selectFrom('session')
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', actor.sessionId)
    .select(['expires_at', 'idle_minutes'])
    .executeTakeFirstOrThrow();
  return {
    person: { id: actor.personId, name: actor.name },
    account: standing.account,
    city: await cityOf(tx, actor.tenantId),
    posts: await heldPostsOf(tx, actor),
    may: allowed(actor, operations),
    restriction: actor.restriction,
    password: { due: standing.passwordDue, expiresOn: expiryDay(standing) },
    secondFactor: { enrolled: standing.secondFactorSince !== null, required: standing.secondFactorRequired },
    session: {
      id: actor.sessionId,
      expiresAt: session.expires_at.toISOString(),
      idleMinutes: session.idle_minutes,
    },
  };
}

/** Names of the operations that the actor may call. */
const allowed = (actor: Actor, operations: ReadonlyMap<string, May>): string[] =>
  [...operations].filter(([, may]) => permits(may, actor)).map(([name]) => name);
