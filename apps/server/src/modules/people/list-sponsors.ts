import { z } from 'zod';
import { operation } from '../../platform/operation.ts';
import { Sponsors } from './contract.ts';
import { sponsorsOn } from './queries.ts';

export const listSponsors = operation({
  name: 'people.sponsors',
  may: 'signed-in',
  input: z.object({}),
  output: Sponsors,
  run: async ({ tx, actor, clock }) => ({ sponsors: await sponsorsOn(tx, actor.tenantId, clock.today()) }),
});
