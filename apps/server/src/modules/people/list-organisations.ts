import { z } from 'zod';
import { operation } from '../../platform/operation.ts';
import { Organisations } from './contract.ts';
import { organisationsOn } from './queries.ts';
import { organisationView } from './view.ts';

export const listOrganisations = operation({
  name: 'people.organisations',
  may: 'signed-in',
  input: z.object({}),
  output: Organisations,
  run: async ({ tx, actor, clock }) => ({
    organisations: (await organisationsOn(tx, actor.tenantId, clock.today())).map(organisationView),
  }),
});
