import type { Tx } from '../../platform/db/database.ts';

/** The city's organisations that exist on a day, in official order. */
export const organisationsOn = (tx: Tx, tenantId: string, day: string) =>
  tx
    .selectFrom('organisation')
    .where('tenant_id', '=', tenantId)
    .where('valid_from', '<=', day)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', day)]))
    .orderBy('position')
    .orderBy('code')
    .selectAll()
    .execute();

/** A person's posts on a day with the organisation's name, the first post first. */
export const postsOf = (tx: Tx, tenantId: string, personId: string, day: string) =>
  tx
    .selectFrom('post')
    .innerJoin('organisation', (join) =>
      join.onRef('organisation.tenant_id', '=', 'post.tenant_id').onRef('organisation.id', '=', 'post.organisation_id'),
    )
    .where('post.tenant_id', '=', tenantId)
    .where('post.person_id', '=', personId)
    .where('post.valid_from', '<=', day)
    .where((where) => where.or([where('post.valid_to', 'is', null), where('post.valid_to', '>', day)]))
    .orderBy('post.position')
    .select([
      'post.id',
      'post.title',
      'post.role',
      'organisation.id as organisationId',
      'organisation.name as organisationName',
    ])
    .execute();

/** Leaders who can stand behind an item, in order. */
export const sponsorsOn = (tx: Tx, tenantId: string, day: string) =>
  tx
    .selectFrom('post')
    .innerJoin('person', (join) =>
      join.onRef('person.tenant_id', '=', 'post.tenant_id').onRef('person.id', '=', 'post.person_id'),
    )
    .where('post.tenant_id', '=', tenantId)
    .where('post.sponsor', '=', true)
    .where('post.valid_from', '<=', day)
    .where((where) => where.or([where('post.valid_to', 'is', null), where('post.valid_to', '>', day)]))
    .orderBy('post.position')
    .select(['person.id', 'person.name', 'post.title'])
    .execute();

export const organsOf = (tx: Tx, tenantId: string) =>
  tx.selectFrom('issuing_organ').where('tenant_id', '=', tenantId).orderBy('position').selectAll().execute();

export const cityOf = (tx: Tx, tenantId: string) =>
  tx.selectFrom('tenant').where('id', '=', tenantId).select(['code', 'name', 'demo']).executeTakeFirstOrThrow();
