import {
  CHANNEL_NAMES,
  type Message,
  type MessageState,
  type Preferences,
} from '@luoshi/server/modules/notifications/contract';
import { moment } from '../../shared/format/dates.ts';
import type { Tone } from '../../shared/ui/Tag.tsx';

export const STATE_WORDS: Readonly<Record<MessageState, { label: string; tone: Tone }>> = {
  waiting: { label: '待发送', tone: 'plain' },
  sending: { label: '发送中', tone: 'accent' },
  sent: { label: '已发出', tone: 'good' },
  delivered: { label: '已送达', tone: 'good' },
  unknown: { label: '结果不明', tone: 'warn' },
  failed: { label: '发送失败', tone: 'bad' },
};

export const CHANNELS = Object.entries(CHANNEL_NAMES).map(([value, label]) => ({ value, label }));

/** When and why it goes on, or that it does not. */
export function nextOf({ state, heldUntil, dueAt }: Message): string {
  if (heldUntil) return `免打扰，${moment(heldUntil)} 后发`;
  if (dueAt) return `${moment(dueAt)} ${state === 'unknown' ? '再发' : '发送'}`;
  return '';
}

/** Where messages go, in words. */
export function reachedBy({ mail, phone, city }: Preferences): string {
  const ways = [
    city.mail ? (mail ? `邮件发到 ${mail}` : '人员目录中没有您的邮箱，收不到邮件') : '本市没有开通邮件',
    city.sms ? (phone ? `短信发到 ${phone}` : '人员目录中没有您的手机号，收不到短信') : '本市没有开通短信',
  ];
  return `${ways.join('；')}。邮箱和手机号由系统管理员在人员目录中维护。`;
}
