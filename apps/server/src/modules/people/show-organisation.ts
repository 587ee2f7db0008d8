import { z } from 'zod';
import { BusinessDate, Uuid } from '../../contract.ts';
import { operation } from '../../platform/operation.ts';
import { OrganisationDetail } from './contract.ts';
import { organisationDetail } from './organisation-detail.ts';

export const showOrganisation = operation({
  name: 'people.show-organisation',
  may: 'signed-in',
  input: z.object({ organisationId: Uuid, on: BusinessDate.optional() }),
  output: OrganisationDetail,
  run: ({ tx, actor, clock, input }) => {
    const today = clock.today();
    return organisationDetail(tx, { actor, today }, input.organisationId, input.on ?? today);
  },
});
