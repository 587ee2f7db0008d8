import { Uuid } from '../../contract.ts';
import { operation } from '../../platform/operation.ts';
import { changeOrganisation } from './change-organisation.ts';
import { OrganisationDetail, OrganisationMove } from './contract.ts';
import { organisationMoved } from './events.ts';
import { mustReach, mustReachRegion, organisationTarget } from './organisation-facts.ts';

/** Under whom it stands from a day on, and in which region where that changes too. */
export const moveOrganisation = operation({
  name: 'people.move-organisation',
  permission: 'people.edit-organisations',
  may: { system_administrator: 'territory' },
  target: organisationTarget,
  leaves: [organisationMoved],
  input: OrganisationMove.extend({ organisationId: Uuid }),
  output: OrganisationDetail,
  run: async (call) => {
    const { tx, actor, input, scope } = call;
    await mustReach(tx, actor.tenantId, scope, [input.parentId]);
    if (input.regionCode) await mustReachRegion(tx, actor.tenantId, scope, input.regionCode);
    return changeOrganisation(call, organisationMoved, {
      parent_id: input.parentId,
      ...(input.regionCode ? { region_code: input.regionCode } : {}),
    });
  },
});
