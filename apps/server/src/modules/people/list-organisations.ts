import { namePattern } from '../../contract.ts';
import { operation } from '../../platform/operation.ts';
import { OrganisationFilter, Organisations } from './contract.ts';
import { organisationsOn } from './queries.ts';
import { organisationView } from './view.ts';

/** Everybody's directory: names of public bodies, as they are or were on a day. */
export const listOrganisations = operation({
  name: 'people.organisations',
  may: 'signed-in',
  input: OrganisationFilter,
  output: Organisations,
  run: async ({ tx, actor, clock, input }) => {
    const rows = await organisationsOn(tx, actor.tenantId, input.on ?? clock.today());
    const pattern = input.q ? namePattern(input.q) : null;
    const found = pattern === null ? rows : rows.filter((row) => new RegExp(pattern, 'u').test(row.pinyin));
    return { organisations: found.map(organisationView) };
  },
});
