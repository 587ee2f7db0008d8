import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { closeOrganisation } from './close-organisation.ts';
import { OrganisationDetail, OrganisationMerge } from './contract.ts';
import { organisationMerged, organisationMoved, postAdded, postEnded } from './events.ts';
import { organisationDetail } from './organisation-detail.ts';
import { changedFacts, mustReach } from './organisation-facts.ts';
import { childrenFrom } from './parents.ts';
import { changeState, findOrganisation, lockStructure, mustExist, statesOf } from './structure.ts';

/** Several become one, which takes over from a day on: what stood below them stands below it. */
export const mergeOrganisations = operation({
  name: 'people.merge-organisations',
  permission: 'people.edit-organisations',
  may: { system_administrator: 'territory' },
  leaves: [organisationMerged, organisationMoved, postAdded, postEnded],
  input: OrganisationMerge,
  output: OrganisationDetail,
  run: async ({ tx, actor, clock, input, scope }) => {
    const { on, successorId, posts, why } = input;
    const { tenantId } = actor;
    const call = { tx, tenantId, clock };
    await lockStructure(call);
    const ids = [...new Set(input.organisationIds)];
    if (ids.includes(successorId))
      throw new AppError('INPUT_INVALID', '承接单位不能同时是被并入的单位。请从并入的单位里去掉它。');
    await mustReach(tx, tenantId, scope, [...ids, successorId]);
    mustExist(await findOrganisation(tx, tenantId, successorId), on);
    for (const id of ids) {
      const row = await findOrganisation(tx, tenantId, id);
      const above = (await statesOf(tx, tenantId, id)).findLast((state) => state.valid_from <= on)?.parent_id ?? null;
      for (const child of await childrenFrom(tx, tenantId, id, on)) {
        const change = await changeState(call, await findOrganisation(tx, tenantId, child.id), on, {
          parent_id: child.id === successorId ? above : successorId,
        });
        if (change)
          await record(tx, {
            actor,
            clock,
            type: organisationMoved,
            subject: child.id,
            ...changedFacts(change, on),
            why,
          });
      }
      await closeOrganisation(call, row, { on, posts, successorIds: [successorId], actor, why });
      const after = { endsOn: on, successorIds: [successorId] };
      await record(tx, { actor, clock, type: organisationMerged, subject: id, before: { endsOn: null }, after, why });
    }
    return organisationDetail(tx, { actor, today: clock.today() }, successorId, on);
  },
});
