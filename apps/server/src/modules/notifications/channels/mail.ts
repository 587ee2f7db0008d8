import { createTransport } from 'nodemailer';
import { type AddressTable, allowedAddress, type Lookup, OutgoingError } from '../../../platform/outgoing/index.ts';
import type { Outcome } from '../lifecycle.ts';
import type { MailSetting } from '../settings.ts';
import type { Words } from './words.ts';

const CONNECT_MS = 8_000;
const SILENCE_MS = 15_000;
const USUAL_PORTS = [25, 465, 587];

interface Sending {
  readonly setting: MailSetting;
  readonly password: string;
  readonly to: string;
  readonly words: Words;
  readonly table: AddressTable;
  readonly lookup?: Lookup;
}

interface SmtpError extends Error {
  readonly code?: string;
  /** The server's answer, 421 or 550. */
  readonly responseCode?: number;
  /** Where in the talk it happened: CONN, AUTH, MAIL FROM, RCPT TO, DATA. */
  readonly command?: string;
}

/** By the city's mail server, at the very address that the address table allowed. The Message-ID is the message's own in every attempt. */
export async function sendMail({ setting, password, to, words, table, lookup }: Sending): Promise<Outcome> {
  const { host, port, security, user, from } = setting;
  try {
    const { address } = await allowedAddress({ host, port, usualPort: USUAL_PORTS.includes(port) }, table, lookup);
    const transport = createTransport({
      host: address,
      port,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      tls: { servername: host },
      ...(user ? { auth: { user, pass: password } } : {}),
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      await transport.sendMail({
        from: { name: '落实', address: from },
        to: { name: '', address: to },
        subject: words.subject,
        text: `${words.body}${words.link && `\n\n${words.link}`}`,
        messageId: `<${words.key}@${from.split('@')[1]}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return { kind: 'sent' };
    } finally {
      transport.close();
    }
  } catch (error) {
    if (error instanceof OutgoingError)
      return { kind: error.failure === 'refused' ? 'refused' : 'deferred', why: error.message };
    return outcomeOf(error as SmtpError, host);
  }
}

/** 4xx is for now, 5xx for good; an end of the talk after the letter was handed over says nothing either way. */
function outcomeOf({ responseCode, command, code }: SmtpError, host: string): Outcome {
  if (code === 'EAUTH')
    return { kind: 'deferred', why: `邮件服务器 ${host} 不接受登录。请核对登录名和环境变量 LUOSHI_SMTP_PASSWORD。` };
  if (responseCode !== undefined && responseCode >= 500)
    return { kind: 'refused', why: `邮件服务器 ${host} 拒收（${responseCode}）。请核对收件地址和发件地址。` };
  if (responseCode !== undefined)
    return { kind: 'deferred', why: `邮件服务器 ${host} 暂时不收（${responseCode}），稍后再发。` };
  if (command === 'DATA') return { kind: 'silent', why: `邮件已交给 ${host}，但没有得到答复，不知道是否已受理。` };
  return { kind: 'deferred', why: `连不上邮件服务器 ${host}（${code ?? '无应答'}），稍后再发。请检查网络和服务器。` };
}
