import { Uuid } from '../../contract.ts';
import { newId } from '../../platform/ids.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { NewPost, PersonDetail } from './contract.ts';
import { postAdded } from './events.ts';
import { mustReach } from './organisation-facts.ts';
import { personDetail } from './person-detail.ts';
import { personSeen } from './person-reach.ts';
import { type PostRow, postFacts } from './post-rows.ts';
import { checkPost, keepingApart } from './write-post.ts';

/** Somebody is given a post. It gives permission once the security administrator has granted it. */
export const addPost = operation({
  name: 'people.add-post',
  permission: 'people.edit-people',
  may: { system_administrator: 'territory' },
  target: personSeen,
  leaves: [postAdded],
  input: NewPost.extend({ personId: Uuid }),
  output: PersonDetail,
  status: 201,
  run: async ({ tx, actor, clock, input, scope }) => {
    const { tenantId } = actor;
    await mustReach(tx, tenantId, scope, [input.organisationId]);
    const row: PostRow = {
      tenant_id: tenantId,
      id: newId(),
      person_id: input.personId,
      organisation_id: input.organisationId,
      title: input.title,
      role: input.role,
      sponsor: input.sponsor,
      position: input.position,
      valid_from: input.validFrom,
      valid_to: input.validTo,
      granted_at: null,
      granted_by: null,
      withdrawn_at: null,
      row_version: 1,
    };
    await checkPost(tx, tenantId, row);
    await keepingApart(() => tx.insertInto('post').values(row).execute());
    const after = postFacts(row);
    await record(tx, { actor, clock, type: postAdded, subject: row.id, before: null, after, why: input.why });
    return personDetail(tx, tenantId, input.personId, clock.today());
  },
});
