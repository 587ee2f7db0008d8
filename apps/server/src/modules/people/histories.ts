import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import { grant } from '../../platform/permission.ts';
import { historyOperation } from '../record/index.ts';
import { Role } from './contract.ts';
import { organisationTarget } from './organisation-facts.ts';
import { personSeen } from './person-reach.ts';

/** What changed about an organisation, by whom and why: for everybody of the city, as its name is. */
export const organisationHistory = historyOperation({
  name: 'people.organisation-history',
  may: { ...grant(Role.options, 'line') },
  target: organisationTarget,
  input: z.object({ organisationId: Uuid }),
  subjects: async (_tx, _tenantId, { organisationId }) => [{ kind: 'organisation', id: organisationId }],
});

/** What changed about a person, their posts and deputies. */
export const personHistory = historyOperation({
  name: 'people.person-history',
  may: {
    system_administrator: 'territory',
    security_administrator: 'territory',
    audit_administrator: 'territory',
  },
  target: personSeen,
  input: z.object({ personId: Uuid }),
  subjects: async (tx, tenantId, { personId }) => {
    const posts = await tx
      .selectFrom('post')
      .where('tenant_id', '=', tenantId)
      .where('person_id', '=', personId)
      .select('id')
      .execute();
    const deputies = await tx
      .selectFrom('deputy')
      .innerJoin('post', (join) =>
        join.onRef('post.tenant_id', '=', 'deputy.tenant_id').onRef('post.id', '=', 'deputy.post_id'),
      )
      .where('deputy.tenant_id', '=', tenantId)
      .where((where) => where.or([where('deputy.person_id', '=', personId), where('post.person_id', '=', personId)]))
      .select('deputy.id')
      .execute();
    return [
      { kind: 'person', id: personId },
      ...posts.map(({ id }) => ({ kind: 'post', id })),
      ...deputies.map(({ id }) => ({ kind: 'deputy', id })),
    ];
  },
});
