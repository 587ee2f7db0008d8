import { createHmac } from 'node:crypto';
import { type AddressTable, fetchOutgoing, type Lookup, OutgoingError } from '../../../platform/outgoing/index.ts';
import type { Outcome } from '../lifecycle.ts';
import type { RobotSecrets } from '../robots.ts';
import { shortKey, type Words } from './words.ts';

/** 企业微信 takes 2048 bytes of text. */
const MOST_BYTES = 2_000;

interface Sending {
  readonly secrets: RobotSecrets;
  readonly words: Words;
  readonly table: AddressTable;
  readonly now: Date;
  readonly lookup?: Lookup;
}

/** Says it in a group of 企业微信. Errors by https://developer.work.weixin.qq.com/document/path/90313. */
export const sendToWecom = ({ secrets, words, table, lookup }: Sending): Promise<Outcome> =>
  post(secrets.url, { msgtype: 'text', text: { content: textOf(words) } }, words.key, table, WECOM, lookup);

/** Says it in a group of 钉钉, signed where its robot wants that. */
export const sendToDingtalk = ({ secrets, words, table, now, lookup }: Sending): Promise<Outcome> => {
  const url = secrets.secret ? signed(secrets.url, secrets.secret, now) : secrets.url;
  return post(url, { msgtype: 'text', text: { content: textOf(words) } }, words.key, table, DINGTALK, lookup);
};

/** timestamp and sign: HMAC-SHA256 of "timestamp\nsecret" under the secret, base64, as 加签 has it. */
export function signed(address: string, secret: string, now: Date): string {
  const timestamp = String(now.getTime());
  const url = new URL(address);
  url.searchParams.set('timestamp', timestamp);
  url.searchParams.set('sign', createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'));
  return url.href;
}

function textOf({ subject, body, link, key }: Words): string {
  const end = `${link && `\n${link}`}\n（编号 ${shortKey(key)}）`;
  let text = `【${subject}】${body}`;
  while (Buffer.byteLength(text + end) > MOST_BYTES) text = `${[...text].slice(0, -20).join('')}…`;
  return text + end;
}

/** What an errcode means: whether to try again, and what to do. */
type Meanings = Readonly<Record<number, { again: boolean; why: string }>>;

const WECOM: Meanings = {
  93000: { again: false, why: 'Webhook 地址无效，机器人可能已被移出群。请在群里重新添加机器人，并更新地址。' },
  45009: { again: true, why: '超过每分钟 20 条的上限，稍后再发。' },
  [-1]: { again: true, why: '企业微信繁忙，稍后再发。' },
};
const DINGTALK: Meanings = {
  310000: {
    again: false,
    why: '安全设置不符：加签密钥不对、缺少关键词，或服务器地址不在其白名单中。请核对机器人的安全设置。',
  },
  300001: { again: false, why: 'Webhook 地址无效。请在群里重新复制机器人的地址。' },
  130101: { again: true, why: '超过每分钟 20 条的上限，稍后再发。' },
  [-1]: { again: true, why: '钉钉繁忙，稍后再发。' },
};

async function post(
  url: string,
  payload: object,
  key: string,
  table: AddressTable,
  meanings: Meanings,
  lookup: Lookup | undefined,
): Promise<Outcome> {
  try {
    const { status, text } = await fetchOutgoing(url, {
      table,
      body: JSON.stringify(payload),
      headers: { 'content-type': 'application/json; charset=utf-8', 'idempotency-key': key },
      ...(lookup ? { lookup } : {}),
    });
    if (status === 429 || status >= 500)
      return { kind: 'deferred', why: `对方的服务出错（HTTP ${status}），稍后再发。` };
    if (status !== 200) return { kind: 'refused', why: `对方没有接受（HTTP ${status}）。请核对 Webhook 地址。` };
    return meaningOf(text, meanings);
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    const kind = ({ refused: 'refused', unreachable: 'deferred', silent: 'silent' } as const)[error.failure];
    return { kind, why: error.message };
  }
}

function meaningOf(text: string, meanings: Meanings): Outcome {
  const code = errcodeOf(text);
  if (code === null) return { kind: 'silent', why: '对方的应答看不懂，不知道是否已受理。请核对 Webhook 地址。' };
  if (code === 0) return { kind: 'delivered' };
  const meaning = meanings[code] ?? { again: false, why: '请对照对方的错误码说明处理。' };
  return { kind: meaning.again ? 'deferred' : 'refused', why: `对方没有接受（错误码 ${code}）：${meaning.why}` };
}

function errcodeOf(text: string): number | null {
  try {
    const { errcode } = JSON.parse(text) as { errcode?: unknown };
    return typeof errcode === 'number' ? errcode : null;
  } catch {
    return null;
  }
}
