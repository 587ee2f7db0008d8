import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { read, write } from './client.ts';
import { sessionGate } from './session-gate.ts';

const Answer = z.object({ ok: z.boolean() });
const refused = (code: string, status: number) => Response.json({ code, message: '请先登录。' }, { status });

/** What the server was sent, in order, and whether anybody is signed in there. */
let sent: { path: string; key: string | null; body: unknown }[];
let signedIn: boolean;

beforeEach(() => {
  sent = [];
  signedIn = false;
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    sent.push({ path, key: new Headers(init.headers).get('idempotency-key'), body: init.body ?? null });
    return signedIn ? Response.json({ ok: true }) : refused('SIGN_IN_REQUIRED', 401);
  });
  sessionGate.belongTo('chen');
});
afterEach(() => {
  sessionGate.belongTo(null);
  vi.unstubAllGlobals();
});

const isShut = () => vi.waitFor(() => expect(sessionGate.state).toBe('over'));

test('a write that met the end of the session is sent again with the same key and body', async () => {
  const answer = write('POST', '/api/items', { words: '写了很久' }, Answer);
  await isShut();
  signedIn = true;
  sessionGate.open();
  expect(await answer).toEqual({ ok: true });
  expect(sent).toHaveLength(2);
  expect(sent[0]).toEqual(sent[1]);
  expect(sent[0]?.key).toBeTruthy();
});

test('several at once wait together, and what comes later is not even sent', async () => {
  const answers = [read('/api/a', Answer), write('POST', '/api/b', {}, Answer)];
  await isShut();
  answers.push(read('/api/c', Answer));
  await Promise.resolve();
  expect(sent.map(({ path }) => path)).not.toContain('/api/c');
  signedIn = true;
  sessionGate.open();
  expect(await Promise.all(answers)).toHaveLength(3);
});

test('a file is not sent before somebody is there', async () => {
  const form = new FormData();
  form.set('file', new Blob(['报告']), '报告.txt');
  const answer = write('POST', '/api/reports', form, Answer);
  await isShut();
  expect(sent.map(({ path }) => path)).toEqual(['/api/session']);
  signedIn = true;
  sessionGate.open();
  await answer;
  expect(sent.at(-1)).toMatchObject({ path: '/api/reports', body: form });
});

test('who gives up gets the refusal', async () => {
  const answer = expect(read('/api/a', Answer)).rejects.toMatchObject({ code: 'SIGN_IN_REQUIRED' });
  await isShut();
  sessionGate.belongTo(null);
  await answer;
});
