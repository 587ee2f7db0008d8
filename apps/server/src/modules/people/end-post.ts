import { Uuid } from '../../contract.ts';
import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { PersonDetail, PostEnd } from './contract.ts';
import { endDeputies } from './end-deputies.ts';
import { postEnded } from './events.ts';
import { openPost } from './open-post.ts';
import { personDetail } from './person-detail.ts';
import { postTarget } from './person-reach.ts';
import { type PostRow, postFacts } from './post-rows.ts';

/** From a day on somebody holds a post no more; before its beginning it is called off. */
export const endPost = operation({
  name: 'people.end-post',
  permission: 'people.edit-people',
  may: { system_administrator: 'territory' },
  target: postTarget,
  leaves: [postEnded],
  input: PostEnd.extend({ postId: Uuid }),
  output: PersonDetail,
  run: async ({ tx, actor, clock, input }) => {
    const { tenantId } = actor;
    const before = await openPost(tx, tenantId, input.postId, input.rowVersion);
    const on = input.on > before.valid_from ? input.on : before.valid_from;
    if (before.valid_to !== null && before.valid_to <= on)
      throw new AppError('INPUT_INVALID', `这个岗位已于 ${before.valid_to} 终止。要改得更晚，请用“修改岗位”。`);
    const after: PostRow = { ...before, valid_to: on, row_version: before.row_version + 1 };
    await tx.updateTable('post').set(after).where('tenant_id', '=', tenantId).where('id', '=', after.id).execute();
    await endDeputies({ tx, tenantId, clock }, after.id, on);
    const facts = { before: postFacts(before), after: postFacts(after) };
    await record(tx, { actor, clock, type: postEnded, subject: after.id, ...facts, why: input.why });
    return personDetail(tx, tenantId, after.person_id, clock.today());
  },
});
