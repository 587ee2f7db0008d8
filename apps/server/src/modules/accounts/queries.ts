import type { Tx } from '../../platform/db/database.ts';
import type { Role } from '../people/contract.ts';

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
