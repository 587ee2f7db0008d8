import { sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Role } from '../people/contract.ts';
import type { Me } from './contract.ts';

/** Accounts of a demonstration city with their passwords, which are public, and who they belong to. */
export async function demoAccountsOf(
  tx: Tx,
  tenantId: string,
): Promise<{ account: string; password: string; who: string; role: Role | null }[]> {
  const rows = await tx
    .selectFrom('account')
    .innerJoin('person', (join) =>
      join.onRef('person.tenant_id', '=', 'account.tenant_id').onRef('person.id', '=', 'account.person_id'),
    )
    .leftJoin('post', (join) =>
      join.onRef('post.tenant_id', '=', 'account.tenant_id').onRef('post.person_id', '=', 'account.person_id'),
    )
    .leftJoin('organisation', (join) =>
      join.onRef('organisation.tenant_id', '=', 'post.tenant_id').onRef('organisation.id', '=', 'post.organisation_id'),
    )
    .where('account.tenant_id', '=', tenantId)
    .where('account.demo_password', 'is not', null)
    .orderBy('account.position')
    .orderBy('post.position')
    .select([
      'account.name',
      'account.demo_password',
      'person.name as person',
      'post.title',
      'post.role',
      'organisation.short_name',
    ])
    .execute();
  // The first post of each.
  const firsts = rows.filter((row, index) => rows.findIndex((other) => other.name === row.name) === index);
  return firsts.map((row) => ({
    account: row.name,
    password: row.demo_password!,
    who: [row.short_name, row.title, row.person].filter(Boolean).join(' '),
    role: row.role,
  }));
}

export const accountNamed = (tx: Tx, tenantId: string, name: string) =>
  tx
    .selectFrom('account')
    .where('tenant_id', '=', tenantId)
    .where('name', '=', name.normalize('NFC'))
    .select(['name', 'person_id', 'password_hash', 'disabled_at'])
    .executeTakeFirst();

/** The posts that the actor holds, with what they are called, in the actor's order. */
export async function heldPostsOf(tx: Tx, { tenantId, posts }: Actor): Promise<Me['posts']> {
  if (posts.length === 0) return [];
  const rows = await tx
    .selectFrom('post')
    .innerJoin('organisation', (join) =>
      join.onRef('organisation.tenant_id', '=', 'post.tenant_id').onRef('organisation.id', '=', 'post.organisation_id'),
    )
    .innerJoin('person', (join) =>
      join.onRef('person.tenant_id', '=', 'post.tenant_id').onRef('person.id', '=', 'post.person_id'),
    )
    .where('post.tenant_id', '=', tenantId)
    .where('post.id', '=', sql<string>`any(${posts.map((post) => post.id)}::uuid[])`)
    .select(['post.id', 'post.title', 'organisation.name as organisation', 'person.name as holder'])
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return posts.map(({ id, role, organisationId, deputyFor }) => {
    const { title, organisation, holder } = byId.get(id)!;
    return {
      id,
      title,
      role,
      organisation: { id: organisationId, name: organisation },
      deputyFor: deputyFor === null ? null : holder,
    };
  });
}
