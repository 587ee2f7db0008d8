/** What telling people leaves in the record. */
import { z } from 'zod';
import { eventType } from '../record/index.ts';
import { Channel, Choice, DigestTime, MessageState, QuietHours } from './contract.ts';

export const preferencesSet = eventType({
  name: 'notifications.set-preferences',
  label: '修改通知偏好',
  subject: 'person',
  data: z.object({
    quiet: QuietHours.nullable(),
    digest: DigestTime.nullable(),
    choices: z.record(z.string(), Choice),
  }),
});

export const messageRetried = eventType({
  name: 'notifications.retry-message',
  label: '重新发送消息',
  subject: 'message',
  data: z.object({ state: MessageState.meta({ title: '状态' }), attempts: z.int().meta({ title: '已试次数' }) }),
});

const RobotFacts = z.object({
  name: z.string().meta({ title: '名称' }),
  channel: Channel.meta({ title: '渠道' }),
  shown: z.string().meta({ title: '地址' }),
  signed: z.boolean().meta({ title: '加签' }),
  types: z.array(z.string()).meta({ title: '通知类型' }),
  enabled: z.boolean().meta({ title: '启用' }),
});
const robotEvent = (name: string, label: string) => eventType({ name, label, subject: 'robot', data: RobotFacts });

export const robotAdded = robotEvent('notifications.add-robot', '添加群机器人');
export const robotChanged = robotEvent('notifications.change-robot', '修改群机器人');
export const robotRemoved = robotEvent('notifications.remove-robot', '删除群机器人');
export const robotTested = robotEvent('notifications.test-robot', '发送测试消息');
