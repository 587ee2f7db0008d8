import { z } from 'zod';
import { operation } from '../../platform/operation.ts';
import { IssuingOrgans } from './contract.ts';
import { organsOf } from './queries.ts';

export const listOrgans = operation({
  name: 'people.organs',
  may: 'signed-in',
  input: z.object({}),
  output: IssuingOrgans,
  run: async ({ tx, actor }) => ({
    organs: (await organsOf(tx, actor.tenantId)).map((organ) => ({
      id: organ.id,
      name: organ.name,
      regionCode: organ.region_code,
    })),
  }),
});
