import { PassThrough } from 'node:stream';
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
  /** How long the server may say nothing; 15 s unless told. */
  readonly silenceMs?: number;
}

interface SmtpError extends Error {
  readonly code?: string;
  /** The server's answer, 421 or 550. */
  readonly responseCode?: number;
}

/** By the city's mail server, at the very address that the address table allowed. The Message-ID is the message's own in every attempt. */
export async function sendMail({
  setting,
  password,
  to,
  words,
  table,
  lookup,
  silenceMs = SILENCE_MS,
}: Sending): Promise<Outcome> {
  const { host, port, security, user, from } = setting;
  let handed = false;
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
      socketTimeout: silenceMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    // Read to the end means handed over: whatever breaks after that may have come too late.
    transport.use('stream', (mail, done) => {
      mail.message.processFunc((letter) => {
        const read = new PassThrough();
        read.on('end', () => {
          handed = true;
        });
        letter.on('error', (error) => read.destroy(error));
        return letter.pipe(read);
      });
      done();
    });
    try {
      await transport.sendMail({
        from: { name: '落实', address: from },
        to: { name: '', address: to },
        subject: words.subject,
        text: `${words.body}${words.link && `\n\n${words.link}`}`,
        textEncoding: 'base64',
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
    return outcomeOf(error as SmtpError, host, handed);
  }
}

/** 4xx is for now, 5xx for good; an end of the talk after the letter was handed over says nothing either way. */
function outcomeOf({ responseCode, code }: SmtpError, host: string, handed: boolean): Outcome {
  if (code === 'EAUTH')
    return { kind: 'deferred', why: `邮件服务器 ${host} 不接受登录。请核对登录名和环境变量 LUOSHI_SMTP_PASSWORD。` };
  if (responseCode !== undefined && responseCode >= 500)
    return { kind: 'refused', why: `邮件服务器 ${host} 拒收（${responseCode}）。请核对收件地址和发件地址。` };
  if (responseCode !== undefined)
    return { kind: 'deferred', why: `邮件服务器 ${host} 暂时不收（${responseCode}），稍后再发。` };
  if (handed) return { kind: 'silent', why: `邮件已交给 ${host}，但没有得到答复，不知道是否已受理。` };
  return { kind: 'deferred', why: `连不上邮件服务器 ${host}（${code ?? '无应答'}），稍后再发。请检查网络和服务器。` };
}
