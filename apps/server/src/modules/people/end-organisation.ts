import { Uuid } from '../../contract.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { closeOrganisation } from './close-organisation.ts';
import { OrganisationDetail, OrganisationEnd } from './contract.ts';
import { organisationEnded, postEnded } from './events.ts';
import { organisationDetail } from './organisation-detail.ts';
import { organisationTarget } from './organisation-facts.ts';
import { openOrganisation } from './structure.ts';

/** It is no more from a day on, and nobody takes over. It stays in every history. */
export const endOrganisation = operation({
  name: 'people.end-organisation',
  permission: 'people.edit-organisations',
  may: { system_administrator: 'territory' },
  target: organisationTarget,
  leaves: [organisationEnded, postEnded],
  input: OrganisationEnd.extend({ organisationId: Uuid }),
  output: OrganisationDetail,
  run: async ({ tx, actor, clock, input }) => {
    const { on, posts, why } = input;
    const call = { tx, tenantId: actor.tenantId, clock };
    const row = await openOrganisation(call, input.organisationId, input.rowVersion);
    await closeOrganisation(call, row, { on, posts, successorIds: [], actor, why });
    const after = { endsOn: on };
    await record(tx, { actor, clock, type: organisationEnded, subject: row.id, before: { endsOn: null }, after, why });
    return organisationDetail(tx, { actor, today: clock.today() }, row.id, clock.today());
  },
});
