import { Uuid } from '../../contract.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { PersonDetail, PostChange } from './contract.ts';
import { endDeputies } from './end-deputies.ts';
import { postChanged } from './events.ts';
import { openPost } from './open-post.ts';
import { personDetail } from './person-detail.ts';
import { postTarget } from './person-reach.ts';
import { type PostRow, postFacts, widens } from './post-rows.ts';
import { checkPost, keepingApart } from './write-post.ts';

/** A post as it should have been written. What gives more permission waits for the security administrator again. */
export const changePost = operation({
  name: 'people.change-post',
  permission: 'people.edit-people',
  may: { system_administrator: 'territory' },
  target: postTarget,
  leaves: [postChanged],
  input: PostChange.extend({ postId: Uuid }),
  output: PersonDetail,
  run: async ({ tx, actor, clock, input }) => {
    const { tenantId } = actor;
    const before = await openPost(tx, tenantId, input.postId, input.rowVersion);
    const changed: PostRow = {
      ...before,
      title: input.title ?? before.title,
      role: input.role ?? before.role,
      sponsor: input.sponsor ?? before.sponsor,
      position: input.position ?? before.position,
      valid_from: input.validFrom ?? before.valid_from,
      valid_to: input.validTo === undefined ? before.valid_to : input.validTo,
      row_version: before.row_version + 1,
    };
    const waits = { granted_at: null, granted_by: null, withdrawn_at: null };
    const after = widens(before, changed) ? { ...changed, ...waits } : changed;
    await checkPost(tx, tenantId, after);
    await keepingApart(() =>
      tx.updateTable('post').set(after).where('tenant_id', '=', tenantId).where('id', '=', after.id).execute(),
    );
    if (after.valid_to !== null) await endDeputies({ tx, tenantId, clock }, after.id, after.valid_to);
    const facts = { before: postFacts(before), after: postFacts(after) };
    await record(tx, { actor, clock, type: postChanged, subject: after.id, ...facts, why: input.why });
    return personDetail(tx, tenantId, after.person_id, clock.today());
  },
});
