import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import { sendMail } from './mail.ts';

let smtp: SMTPServer | null = null;
afterEach(async () => {
  await new Promise<void>((resolve) => (smtp ? smtp.close(() => resolve()) : resolve()));
  smtp = null;
});

async function sent(options: SMTPServerOptions, more: Partial<Parameters<typeof sendMail>[0]> = {}) {
  smtp = new SMTPServer({ disabledCommands: ['STARTTLS'], authOptional: true, closeTimeout: 100, ...options });
  smtp.on('error', () => {});
  await new Promise<void>((resolve) => smtp!.listen(0, '127.0.0.1', resolve));
  const { port } = smtp.server.address() as AddressInfo;
  const user = more.password === undefined ? '' : 'luoshi';
  return sendMail({
    setting: { host: 'mail.city', port, security: 'none', user, from: 'luoshi@test.gov.cn' },
    password: '',
    to: 'zhang@test.gov.cn',
    words: { key: 'k', subject: '题', body: '文', link: '' },
    table: [`127.0.0.1:${port}`],
    lookup: async () => [{ address: '127.0.0.1', family: 4 }],
    silenceMs: 300,
    ...more,
  });
}

test('a mail server that says nothing after it got the letter may have taken it', async () => {
  expect(await sent({ onData: (stream) => void stream.resume() })).toMatchObject({ kind: 'silent' });
});

test('a mail server that says nothing before that has not got it', async () => {
  expect(await sent({ onMailFrom: () => {} })).toMatchObject({ kind: 'deferred' });
});

test('a letter that is refused after it was read has not been taken', async () => {
  const answer = await sent({
    onData(stream, _session, done) {
      stream.resume();
      stream.on('end', () => done(Object.assign(new Error('spam'), { responseCode: 554 })));
    },
  });
  expect(answer).toMatchObject({ kind: 'refused', why: expect.stringContaining('554') });
});

test('a wrong password is for the administrator to mend', async () => {
  const answer = await sent(
    {
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(Object.assign(new Error('no'), { responseCode: 535 })),
    },
    { password: 'wrong' },
  );
  expect(answer).toMatchObject({ kind: 'deferred', why: expect.stringContaining('LUOSHI_SMTP_PASSWORD') });
});

test('a mail server inside that the address table does not list is not spoken to', async () => {
  expect(await sent({}, { table: ['mail.city'] })).toMatchObject({
    kind: 'refused',
    why: expect.stringContaining('外联地址表'),
  });
});

test('encryption that was asked for is not done without', async () => {
  let mails = 0;
  const setting = { host: 'mail.city', port: 0, security: 'starttls', user: '', from: 'luoshi@test.gov.cn' } as const;
  smtp = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    onData: (stream) => {
      mails += 1;
      stream.resume();
    },
  });
  await new Promise<void>((resolve) => smtp!.listen(0, '127.0.0.1', resolve));
  const { port } = smtp.server.address() as AddressInfo;
  const answer = await sendMail({
    setting: { ...setting, port },
    password: '',
    to: 'zhang@test.gov.cn',
    words: { key: 'k', subject: '题', body: '文', link: '' },
    table: [`127.0.0.1:${port}`],
    lookup: async () => [{ address: '127.0.0.1', family: 4 }],
  });
  expect([answer.kind, mails]).toEqual(['refused', 0]);
});
