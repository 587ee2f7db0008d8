import { Uuid } from '../../contract.ts';
import { operation } from '../../platform/operation.ts';
import { changeOrganisation } from './change-organisation.ts';
import { OrganisationDetail, OrganisationDuties } from './contract.ts';
import { organisationDescribed } from './events.ts';
import { organisationTarget } from './organisation-facts.ts';

/** Its duties in the words of the report language, and the other ways in which it is written, from a day on. */
export const describeOrganisation = operation({
  name: 'people.describe-organisation',
  permission: 'people.edit-organisations',
  may: { system_administrator: 'territory' },
  target: organisationTarget,
  leaves: [organisationDescribed],
  input: OrganisationDuties.extend({ organisationId: Uuid }),
  output: OrganisationDetail,
  run: (call) => {
    const { aliases, duties } = call.input;
    const words = { aliases: [...new Set(aliases)], function: call.input.function, duties: [...new Set(duties)] };
    return changeOrganisation(call, organisationDescribed, words);
  },
});
