import { z } from 'zod';
import { operation } from '../../platform/operation.ts';
import { IssuingOrgans } from './contract.ts';
import { organViews } from './organ-view.ts';

export const listOrgans = operation({
  name: 'people.organs',
  may: 'signed-in',
  input: z.object({}),
  output: IssuingOrgans,
  run: async ({ tx, actor, clock }) => ({ organs: await organViews(tx, actor.tenantId, clock.today()) }),
});
