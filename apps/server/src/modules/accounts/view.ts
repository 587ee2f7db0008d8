import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import { type May, permits } from '../../platform/permission.ts';
import { cityOf, postsOf } from '../people/index.ts';
import type { Me } from './contract.ts';

/** The signed-in person as the page knows them; `may` comes from the server's list of mounted operations. */
export async function meView(
  tx: Tx,
  actor: Actor & { personId: string },
  clock: Clock,
  may: readonly string[],
): Promise<Me> {
  const posts = await postsOf(tx, actor.tenantId, actor.personId, clock.today());
  return {
    person: { id: actor.personId, name: actor.name },
    city: await cityOf(tx, actor.tenantId),
    posts: posts.map((post) => ({
      id: post.id,
      title: post.title,
      role: post.role,
      organisation: { id: post.organisationId, name: post.organisationName },
    })),
    may: [...may],
  };
}

/** Names of the operations that the actor may call. */
export const allowed = (actor: Actor, operations: ReadonlyMap<string, May>): string[] =>
  [...operations].filter(([, may]) => permits(may, actor)).map(([name]) => name);
