import type { Selectable } from 'kysely';
import { type Actor, permits } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { May } from '../../platform/operation.ts';
import type { Me, Organisation } from './contract.ts';
import { cityOf, postsOf } from './queries.ts';
import type { PeopleTables } from './tables.ts';

export const organisationView = (row: Selectable<PeopleTables['organisation']>): Organisation => ({
  id: row.id,
  code: row.code,
  name: row.name,
  shortName: row.short_name,
  kind: row.kind,
  order: row.position,
  pinyin: row.pinyin,
});

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
