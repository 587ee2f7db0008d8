import { Uuid } from '../../contract.ts';
import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { DeputyEnd, PersonDetail } from './contract.ts';
import { DEPUTY_SETTERS, type DeputyRow, deputyFacts } from './deputy-rows.ts';
import { deputyEnded } from './events.ts';
import { openPost } from './open-post.ts';
import { personDetail } from './person-detail.ts';
import { deputyTarget } from './person-reach.ts';

export const endDeputy = operation({
  name: 'people.end-deputy',
  permission: 'people.set-deputy',
  may: DEPUTY_SETTERS,
  target: deputyTarget,
  leaves: [deputyEnded],
  input: DeputyEnd.extend({ deputyId: Uuid }),
  output: PersonDetail,
  run: async ({ tx, actor, clock, input }) => {
    const { tenantId } = actor;
    const before = await tx
      .selectFrom('deputy')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', input.deputyId)
      .forUpdate()
      .selectAll()
      .executeTakeFirstOrThrow();
    if (before.row_version !== input.rowVersion)
      throw new AppError('EDIT_CONFLICT', '这项代理刚被别人改过。请刷新后核对，再改一次。');
    const on = input.on > before.valid_from ? input.on : before.valid_from;
    if (before.valid_to !== null && before.valid_to <= on)
      throw new AppError('INPUT_INVALID', `这项代理到 ${before.valid_to} 为止，不能改得更晚。需要时请另行指定。`);
    const after: DeputyRow = { ...before, valid_to: on, row_version: before.row_version + 1 };
    await tx.updateTable('deputy').set(after).where('tenant_id', '=', tenantId).where('id', '=', after.id).execute();
    const post = await openPost(tx, tenantId, before.post_id);
    const facts = { before: deputyFacts(before, post), after: deputyFacts(after, post) };
    await record(tx, { actor, clock, type: deputyEnded, subject: after.id, ...facts, why: input.why });
    return personDetail(tx, tenantId, post.person_id, clock.today());
  },
});
