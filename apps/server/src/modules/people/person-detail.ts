import type { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { mask } from '../record/index.ts';
import type { PersonDetail } from './contract.ts';
import { grantOf, holdsOn } from './post-rows.ts';

/** A person with every post and deputy, past and to come; telephone and mail masked. */
export async function personDetail(
  tx: Tx,
  tenantId: string,
  personId: string,
  today: string,
): Promise<z.input<typeof PersonDetail>> {
  const person = await tx
    .selectFrom('person')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', personId)
    .selectAll()
    .executeTakeFirstOrThrow();
  const posts = await postsWithUnits(tx, tenantId).where('post.person_id', '=', personId).execute();
  const deputies = await deputiesWithPeople(tx, tenantId).where('post.person_id', '=', personId).execute();
  const actsFor = await deputiesWithPeople(tx, tenantId).where('deputy.person_id', '=', personId).execute();
  const home = person.organisation_id
    ? await tx
        .selectFrom('organisation')
        .where('tenant_id', '=', tenantId)
        .where('id', '=', person.organisation_id)
        .select(['id', 'name'])
        .executeTakeFirst()
    : undefined;
  return {
    id: person.id,
    name: person.name,
    code: person.code,
    organisation: home ?? null,
    phone: person.phone ? mask('phone', person.phone) : '',
    email: person.email ? mask('email', person.email) : '',
    posts: posts.map((post) => ({
      id: post.id,
      organisation: { id: post.organisation_id, name: post.organisation_name },
      title: post.title,
      role: post.role,
      sponsor: post.sponsor,
      position: post.position,
      validFrom: post.valid_from,
      validTo: post.valid_to,
      holds: holdsOn(post, today),
      grant: grantOf(post),
      deputies: deputies
        .filter((deputy) => deputy.post_id === post.id)
        .map((deputy) => ({
          id: deputy.id,
          person: { id: deputy.person_id, name: deputy.person_name },
          validFrom: deputy.valid_from,
          validTo: deputy.valid_to,
          reason: deputy.reason,
          grant: grantOf(deputy),
          rowVersion: deputy.row_version,
        })),
      rowVersion: post.row_version,
    })),
    actsFor: actsFor
      .filter((deputy) => deputy.valid_to === null || deputy.valid_to > today)
      .map((deputy) => ({
        id: deputy.id,
        person: { id: deputy.holder_id, name: deputy.holder_name },
        organisation: { id: deputy.organisation_id, name: deputy.organisation_name },
        title: deputy.title,
        validFrom: deputy.valid_from,
        validTo: deputy.valid_to,
        grant: grantOf(deputy),
      })),
    rowVersion: person.row_version,
  };
}

const postsWithUnits = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('post')
    .innerJoin('organisation', (join) =>
      join.onRef('organisation.tenant_id', '=', 'post.tenant_id').onRef('organisation.id', '=', 'post.organisation_id'),
    )
    .where('post.tenant_id', '=', tenantId)
    .orderBy('post.valid_to', (order) => order.desc().nullsFirst())
    .orderBy('post.position')
    .orderBy('post.valid_from')
    .selectAll('post')
    .select('organisation.name as organisation_name');

const deputiesWithPeople = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('deputy')
    .innerJoin('post', (join) =>
      join.onRef('post.tenant_id', '=', 'deputy.tenant_id').onRef('post.id', '=', 'deputy.post_id'),
    )
    .innerJoin('organisation', (join) =>
      join.onRef('organisation.tenant_id', '=', 'post.tenant_id').onRef('organisation.id', '=', 'post.organisation_id'),
    )
    .innerJoin('person as holder', (join) =>
      join.onRef('holder.tenant_id', '=', 'post.tenant_id').onRef('holder.id', '=', 'post.person_id'),
    )
    .innerJoin('person as stand_in', (join) =>
      join.onRef('stand_in.tenant_id', '=', 'deputy.tenant_id').onRef('stand_in.id', '=', 'deputy.person_id'),
    )
    .where('deputy.tenant_id', '=', tenantId)
    .orderBy('deputy.valid_from', 'desc')
    .selectAll('deputy')
    .select(['post.title', 'post.organisation_id', 'organisation.name as organisation_name'])
    .select(['holder.id as holder_id', 'holder.name as holder_name', 'stand_in.name as person_name']);
