import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { Message } from './contract.ts';
import { robotTested } from './events.ts';
import { KEEPER, ofTheCity } from './keeper.ts';
import { messageRows } from './message-rows.ts';
import { queueMessages } from './message-state.ts';
import { robotRow } from './robots.ts';
import { messageView } from './view.ts';

/** Says something harmless in the group, as a message like any other: what came of it is on the delivery page. */
export const testRobot = operation({
  name: 'notifications.test-robot',
  permission: 'notifications.keep-robots',
  may: KEEPER,
  leaves: [robotTested],
  target: {
    missing: '没有这个机器人，可能已被删除。请刷新页面。',
    find: (tx, tenantId, { robotId }) => ofTheCity(tx, tenantId, 'robot', robotId),
  },
  input: z.object({ robotId: Uuid }),
  output: Message,
  status: 202,
  run: async ({ tx, actor, clock, input: { robotId } }) => {
    const { tenantId } = actor;
    const robot = await robotRow(tx, tenantId, robotId);
    const words = { subject: '测试消息', body: '收到这条消息，说明群机器人可以使用。', link: '/notifications' };
    const [id] = await queueMessages(tx, { tenantId, clock }, [
      {
        ...words,
        channel: robot.channel,
        type: 'test',
        urgency: 'urgent',
        heldUntil: null,
        notificationId: null,
        personId: null,
        robot,
      },
    ]);
    await record(tx, { actor, clock, type: robotTested, subject: robotId, before: null, after: robot });
    return messageView(await messageRows(tx, tenantId).where('message.id', '=', id!).executeTakeFirstOrThrow());
  },
});
