import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { robotRemoved } from './events.ts';
import { KEEPER, ofTheCity } from './keeper.ts';
import { robotRow } from './robots.ts';

/** What it has sent stays listed, under its name. */
export const removeRobot = operation({
  name: 'notifications.remove-robot',
  permission: 'notifications.keep-robots',
  may: KEEPER,
  leaves: [robotRemoved],
  target: {
    missing: '没有这个机器人，可能已被删除。请刷新页面。',
    find: (tx, tenantId, { robotId }) => ofTheCity(tx, tenantId, 'robot', robotId),
  },
  input: z.object({ robotId: Uuid }),
  output: 'nothing',
  run: async ({ tx, actor, clock, input: { robotId } }) => {
    const before = await robotRow(tx, actor.tenantId, robotId);
    await tx.deleteFrom('robot').where('tenant_id', '=', actor.tenantId).where('id', '=', robotId).execute();
    await record(tx, { actor, clock, type: robotRemoved, subject: robotId, before, after: null });
  },
});
