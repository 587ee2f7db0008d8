import { z } from 'zod';
import { operation } from '../../platform/operation.ts';
import { Robots } from './contract.ts';
import { KEEPER, ofWholeCity } from './keeper.ts';
import { notificationTypes } from './notification-type.ts';
import { robotView } from './view.ts';

export const listRobots = operation({
  name: 'notifications.list-robots',
  may: KEEPER,
  input: z.object({}),
  output: Robots,
  run: async ({ tx, actor: { tenantId }, scope }) => {
    ofWholeCity(scope);
    const rows = await tx.selectFrom('robot').where('tenant_id', '=', tenantId).orderBy('name').selectAll().execute();
    return {
      robots: rows.map(robotView),
      types: notificationTypes().map(({ name, label }) => ({ name, label })),
    };
  },
});
