import { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { readSetting, setting } from '../../platform/settings.ts';
import { cityOf } from '../people/index.ts';
import { DigestTime, QuietHours } from './contract.ts';

export const mailSetting = setting({
  name: 'notifications.mail',
  label: '邮件服务器（密码不在这里填，由运维人员在服务器上设置）',
  schema: z.object({
    host: z.string().trim().max(250).meta({ title: '服务器（留空为不发邮件）' }),
    port: z.int().min(1).max(65_535).meta({ title: '端口' }),
    /** tls from the first byte; starttls or nothing at all; none where the server stands in the same room. */
    security: z.enum(['tls', 'starttls', 'none']).meta({ title: '加密方式' }),
    user: z.string().trim().max(250).meta({ title: '登录名（留空为不登录）' }),
    from: z.union([z.literal(''), z.email('发件地址不对')]).meta({ title: '发件地址' }),
  }),
  standard: { host: '', port: 465, security: 'tls', user: '', from: '' },
  owner: 'system_administrator',
});
export type MailSetting = z.output<typeof mailSetting.schema>;

export const smsSetting = setting({
  name: 'notifications.sms',
  label: '短信',
  // In a demonstration city 'off' is the simulator as well: nobody waits there for a real one.
  schema: z.object({
    sender: z.enum(['off', 'simulator']).meta({ title: '发送方式' }),
  }),
  standard: { sender: 'off' },
  owner: 'system_administrator',
});

export const quietSetting = setting({
  name: 'notifications.quiet',
  label: '免打扰时段（紧急的照发，其余到时段结束后发）',
  schema: QuietHours,
  standard: { on: true, from: '22:00', to: '07:00' },
  owner: 'system_administrator',
});

export const digestSetting = setting({
  name: 'notifications.digest',
  label: '每日汇总',
  schema: DigestTime,
  standard: { on: true, at: '08:30' },
  owner: 'system_administrator',
});

export const pageSetting = setting({
  name: 'notifications.page',
  label: '本系统的访问地址',
  schema: z.object({
    address: z
      .union([z.literal(''), z.url({ protocol: /^https?$/, error: '应写成 http://10.1.2.3:8080 的样子' })])
      .meta({ title: '外发消息里的链接以它开头（留空则不带链接）' }),
  }),
  standard: { address: '' },
  owner: 'system_administrator',
});

export const settings = [mailSetting, smsSetting, quietSetting, digestSetting, pageSetting];

/** Which ways there are in this city. */
export interface Ways {
  readonly mail: boolean;
  readonly sms: boolean;
  readonly quiet: z.output<typeof quietSetting.schema>;
  readonly digest: z.output<typeof digestSetting.schema>;
}

export async function waysOf(tx: Tx, tenantId: string): Promise<Ways> {
  const mail = await readSetting(tx, tenantId, mailSetting);
  return {
    mail: mail.host !== '' && mail.from !== '',
    sms: await simulates(tx, tenantId),
    quiet: await readSetting(tx, tenantId, quietSetting),
    digest: await readSetting(tx, tenantId, digestSetting),
  };
}

/** Whether text messages are simulated here: nothing else is there to send them. */
export async function simulates(tx: Tx, tenantId: string): Promise<boolean> {
  return (await readSetting(tx, tenantId, smsSetting)).sender === 'simulator' || (await cityOf(tx, tenantId)).demo;
}
