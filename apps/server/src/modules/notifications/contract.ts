import { z } from 'zod';
import { Uuid } from '../../contract.ts';

/** 紧急 goes out in quiet hours too. */
export const Urgency = z.enum(['normal', 'urgent']);
export type Urgency = z.infer<typeof Urgency>;

export const NotificationState = z.enum(['unread', 'read', 'archived']);

/** What one matter has to say to one person, in its newest words. */
export const Notification = z.object({
  id: Uuid,
  /** "reports.imported": which preference it follows. */
  type: z.string(),
  /** The type in the words of the office: 报告已导入. */
  title: z.string(),
  text: z.string(),
  /** Address in the page of the matter: /reports/… */
  link: z.string(),
  urgency: Urgency,
  state: NotificationState,
  /** How often the matter has spoken since it was last read; 1 for the first time. */
  times: z.int(),
  /** When it spoke last. */
  at: z.string(),
  /** Number of its last change: greater is newer, within one person. */
  change: z.int(),
});
export type Notification = z.infer<typeof Notification>;

export const NotificationFilter = z.object({
  /** 'current' leaves out what is archived. */
  show: z.enum(['unread', 'current', 'archived']).default('current'),
  /** Opaque; from the page before. */
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

/** Newest first. `change` is where the inbox stands: a stream opened with it leaves nothing out. */
export const Notifications = z.object({
  notifications: z.array(Notification),
  unread: z.int(),
  change: z.int(),
  nextCursor: z.string().nullable(),
});
export type Notifications = z.infer<typeof Notifications>;

export const Inbox = z.object({ unread: z.int(), change: z.int() });
export type Inbox = z.infer<typeof Inbox>;

/** What the stream sends, by the name of the event. Every one but `end` has the number of the change as its id. */
export const StreamEvents = {
  /** Where the inbox stands, at the beginning and after what was missed has been sent. */
  inbox: Inbox,
  /** A notification that is new or has changed, as it now stands. */
  notification: z.object({ notification: Notification, unread: z.int() }),
  /** Too much has changed to send one by one: read the list again. */
  reload: Inbox,
  /** The stream ends and is not to be opened again: the session is over, or the person has opened too many. */
  end: z.object({ reason: z.enum(['session', 'too-many']) }),
};

/** Hours in Beijing, "22:00". */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间应写成 08:30 的样子');
/** From one time to another, over midnight where `to` is earlier. */
export const QuietHours = z
  .object({
    on: z.boolean().meta({ title: '是否启用' }),
    from: TimeOfDay.meta({ title: '从几点起' }),
    to: TimeOfDay.meta({ title: '到几点止' }),
  })
  .refine((hours) => !hours.on || hours.from !== hours.to, {
    path: ['to'],
    message: '免打扰的起止时间不能相同',
  });
export const DigestTime = z.object({
  on: z.boolean().meta({ title: '是否启用' }),
  at: TimeOfDay.meta({ title: '每天几点发' }),
});

/** at_once 即时发送, digest 并入每日汇总, off 不发. */
export const MailChoice = z.enum(['at_once', 'digest', 'off']);
export const SmsChoice = z.enum(['at_once', 'off']);
export const Choice = z.object({ mail: MailChoice, sms: SmsChoice });
export type Choice = z.infer<typeof Choice>;

export const PreferencesInput = z.object({
  /** Null: as the city has it. */
  quiet: QuietHours.nullable().meta({ title: '免打扰时段' }),
  digest: DigestTime.nullable().meta({ title: '每日汇总' }),
  /** By type; what is left out is as the type suggests. */
  choices: z.record(z.string().max(100), Choice),
  rowVersion: z.int(),
});

/** What a person has set, what the city has, and every type there is. In the page itself everybody is always told. */
export const Preferences = PreferencesInput.extend({
  /** As the directory of people has them. */
  mail: z.string().nullable(),
  phone: z.string().nullable(),
  city: z.object({ quiet: QuietHours, digest: DigestTime, mail: z.boolean(), sms: z.boolean() }),
  types: z.array(z.object({ name: z.string(), label: z.string(), choice: Choice })),
});
export type Preferences = z.infer<typeof Preferences>;

export const Channel = z.enum(['mail', 'sms', 'wecom', 'dingtalk']);
export type Channel = z.infer<typeof Channel>;
export const CHANNEL_NAMES: Readonly<Record<Channel, string>> = {
  mail: '邮件',
  sms: '短信',
  wecom: '企业微信',
  dingtalk: '钉钉',
};

/** sent: the other side took it; delivered: it has arrived; unknown: it may or may not have arrived. */
export const MessageState = z.enum(['waiting', 'sending', 'sent', 'delivered', 'failed', 'unknown']);
export type MessageState = z.infer<typeof MessageState>;

/** One message that goes out, as the administrator sees it: to whom is masked, and what is said stays between the two. */
export const Message = z.object({
  id: Uuid,
  channel: Channel,
  /** 张* (z***@example.gov.cn), or the robot's name. */
  to: z.string(),
  subject: z.string(),
  urgency: Urgency,
  state: MessageState,
  attempts: z.int(),
  /** What went wrong last and what to do, in Chinese. */
  lastError: z.string().nullable(),
  /** Quiet hours hold it until then. */
  heldUntil: z.string().nullable(),
  /** When it is tried next. */
  dueAt: z.string().nullable(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
  /** 模拟: nothing has left the house; `body` shows what would have been sent. */
  simulated: z.boolean(),
  body: z.string().nullable(),
  /** It may be sent again by hand. */
  retriable: z.boolean(),
});
export type Message = z.infer<typeof Message>;

export const MessageFilter = z.object({
  state: MessageState.optional(),
  channel: Channel.optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const Messages = z.object({
  messages: z.array(Message),
  /** How many there are of each state. */
  counts: z.record(MessageState, z.int()),
  nextCursor: z.string().nullable(),
});
export type Messages = z.infer<typeof Messages>;

const RobotFields = z.object({
  name: z.string().trim().min(1, '请填写名称').max(50, '名称不超过 50 个字').meta({ title: '名称' }),
  channel: z.enum(['wecom', 'dingtalk']).meta({ title: '渠道' }),
  /** Names of notification types that it repeats. */
  types: z.array(z.string().max(100)).max(200).meta({ title: '通知类型' }),
  enabled: z.boolean(),
});
const RobotUrl = z.url('Webhook 地址不对，应以 https:// 开头').max(500).meta({ title: 'Webhook 地址' });
const RobotSecret = z.string().max(200).meta({ title: '加签密钥' });

/** Its address and secret are never given out again, only their ends. */
export const Robot = RobotFields.extend({ id: Uuid, url: z.string(), signed: z.boolean(), rowVersion: z.int() });
export type Robot = z.infer<typeof Robot>;
export const Robots = z.object({
  robots: z.array(Robot),
  types: z.array(z.object({ name: z.string(), label: z.string() })),
});
export const NewRobot = RobotFields.extend({ url: RobotUrl, secret: RobotSecret.default('') });
/** An address or secret that is left out stays as it is. */
export const RobotChange = RobotFields.extend({
  url: RobotUrl.optional(),
  secret: RobotSecret.optional(),
  rowVersion: z.int(),
});

/*
 A person's own
 GET   /api/notifications                       NotificationFilter -> Notifications
 GET   /api/notifications/inbox                 -> Inbox, for pages that cannot keep a stream
 GET   /api/notifications/stream                ?after=<change>, Last-Event-ID -> events, see StreamEvents
 PATCH /api/notifications/:notificationId       { state } -> Inbox
 POST  /api/notifications/read-all              { upTo: change } -> Inbox
 GET   /api/notifications/preferences           -> Preferences
 PUT   /api/notifications/preferences           PreferencesInput -> Preferences

 The system administrator's
 GET    /api/notifications/messages                    MessageFilter -> Messages
 POST   /api/notifications/messages/:messageId/retry   -> Message
 GET    /api/notifications/robots                      -> Robots
 POST   /api/notifications/robots                      NewRobot -> Robot
 PATCH  /api/notifications/robots/:robotId             RobotChange -> Robot
 DELETE /api/notifications/robots/:robotId             -> 204
 POST   /api/notifications/robots/:robotId/test        -> Message
*/
