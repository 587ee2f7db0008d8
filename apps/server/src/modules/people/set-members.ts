import { Uuid } from '../../contract.ts';
import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { GroupMembers, OrganisationDetail } from './contract.ts';
import { membersSet } from './events.ts';
import { membersOn, replaceMembers } from './memberships.ts';
import { organisationDetail } from './organisation-detail.ts';
import { organisationTarget } from './organisation-facts.ts';
import { findOrganisation, mustExist, openOrganisation, touch } from './structure.ts';

/** Who belongs to a group (各县区) from a day on. */
export const setMembers = operation({
  name: 'people.set-members',
  permission: 'people.edit-organisations',
  may: { system_administrator: 'territory' },
  target: organisationTarget,
  leaves: [membersSet],
  input: GroupMembers.extend({ organisationId: Uuid }),
  output: OrganisationDetail,
  run: async ({ tx, actor, clock, input }) => {
    const { tenantId } = actor;
    const call = { tx, tenantId, clock };
    const group = await openOrganisation(call, input.organisationId, input.rowVersion);
    mustExist(group, input.on);
    if (group.kind !== 'group') throw new AppError('INPUT_INVALID', `“${group.name}”不是单位组，不能有成员。`);
    const ids = [...new Set(input.memberIds)];
    for (const id of ids) {
      const member = await findOrganisation(tx, tenantId, id);
      mustExist(member, input.on);
      if (member.kind === 'group')
        throw new AppError('INPUT_INVALID', `“${member.name}”本身是单位组，不能再作成员。请选它的各个成员。`);
    }
    const before = await membersOn(tx, tenantId, group.id, input.on);
    await replaceMembers(tx, tenantId, group.id, ids, input.on);
    await touch(call, [group.id], input.on);
    await record(tx, {
      actor,
      clock,
      type: membersSet,
      subject: group.id,
      before: { memberIds: before },
      after: { from: input.on, memberIds: ids },
      why: input.why,
    });
    return organisationDetail(tx, { actor, today: clock.today() }, group.id, input.on);
  },
});
