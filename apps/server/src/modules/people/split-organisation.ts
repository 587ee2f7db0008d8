import { Uuid } from '../../contract.ts';
import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { closeOrganisation } from './close-organisation.ts';
import { OrganisationDetail, OrganisationSplit } from './contract.ts';
import { organisationSplit, postEnded } from './events.ts';
import { organisationDetail } from './organisation-detail.ts';
import { mustReach, organisationTarget } from './organisation-facts.ts';
import { openOrganisation } from './structure.ts';

/** It is no more from a day on; several others, made before, take over its work. */
export const splitOrganisation = operation({
  name: 'people.split-organisation',
  permission: 'people.edit-organisations',
  may: { system_administrator: 'territory' },
  target: organisationTarget,
  leaves: [organisationSplit, postEnded],
  input: OrganisationSplit.extend({ organisationId: Uuid }),
  output: OrganisationDetail,
  run: async ({ tx, actor, clock, input, scope }) => {
    const { on, posts, why } = input;
    const call = { tx, tenantId: actor.tenantId, clock };
    const row = await openOrganisation(call, input.organisationId, input.rowVersion);
    const successorIds = [...new Set(input.successorIds)];
    if (successorIds.length < 2) throw new AppError('INPUT_INVALID', '拆分后至少有两个不同的单位。请再选一个。');
    await mustReach(tx, actor.tenantId, scope, successorIds);
    await closeOrganisation(call, row, { on, posts, successorIds, actor, why });
    const after = { endsOn: on, successorIds };
    await record(tx, { actor, clock, type: organisationSplit, subject: row.id, before: { endsOn: null }, after, why });
    return organisationDetail(tx, { actor, today: clock.today() }, row.id, clock.today());
  },
});
