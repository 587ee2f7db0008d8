import { Uuid } from '../../contract.ts';
import { operation } from '../../platform/operation.ts';
import { changeOrganisation } from './change-organisation.ts';
import { OrganisationDetail, OrganisationRename } from './contract.ts';
import { organisationRenamed } from './events.ts';
import { organisationTarget } from './organisation-facts.ts';

/** What it is called from a day on; before, it keeps the name that it had. */
export const renameOrganisation = operation({
  name: 'people.rename-organisation',
  permission: 'people.edit-organisations',
  may: { system_administrator: 'territory' },
  target: organisationTarget,
  leaves: [organisationRenamed],
  input: OrganisationRename.extend({ organisationId: Uuid }),
  output: OrganisationDetail,
  run: (call) =>
    changeOrganisation(call, organisationRenamed, { name: call.input.name, short_name: call.input.shortName }),
});
