import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { IDEMPOTENCY_HEADER } from '../../contract.ts';
import { accounts } from '../../modules/accounts/index.ts';
import { eventType, record } from '../../modules/record/index.ts';
import { startTestServer, type TestServer } from '../../testing/harness.ts';
import { AppError } from '../errors.ts';
import { operation } from '../operation.ts';
import { mount } from './mount.ts';

const LIMIT = 2 * 1024 * 1024;
let runs = 0;
let resume = () => {};

const written = eventType({ name: 'test.write', label: '写', subject: 'test', data: z.string() });
const write = operation({
  name: 'test.write',
  may: { supervision: 'organ' },
  leaves: [written],
  input: z.object({
    id: z.string(),
    wording: z.string().min(2),
    refuse: z.boolean().optional(),
    leads: z.array(z.object({ due: z.iso.date() })).optional(),
  }),
  output: z.object({ run: z.int(), wording: z.string() }),
  status: 201,
  run: async ({ tx, actor, clock, input }) => {
    runs += 1;
    await record(tx, {
      actor,
      clock,
      type: written,
      subject: input.id,
      before: null,
      after: input.wording,
    });
    if (input.refuse) throw new AppError('EDIT_CONFLICT', '别人刚改过', { current: 7 });
    // A key that the schema of the answer does not have must not get out.
    return { run: runs, wording: input.wording, secret: 'x' };
  },
});
const slow = operation({
  name: 'test.slow',
  may: 'signed-in',
  leaves: 'nothing',
  input: z.object({}),
  output: z.object({ run: z.int() }),
  run: async () => {
    await new Promise<void>((resolve) => {
      resume = resolve;
    });
    runs += 1;
    return { run: runs };
  },
});
const broken = operation({
  name: 'test.broken',
  may: 'anyone',
  input: z.object({}),
  output: z.object({}),
  run: async () => {
    throw new TypeError('secret detail');
  },
});
const file = operation({
  name: 'test.file',
  may: 'anyone',
  input: z.object({ stream: z.string().optional() }),
  output: 'file',
  run: async ({ input }) => ({
    fileName: '任务"分工".xlsx',
    mediaType: 'application/test',
    body: input.stream ? Readable.from(['ab', 'cd']) : new Uint8Array([1, 2, 3]),
  }),
});
const upload = operation({
  name: 'test.upload',
  may: { supervision: 'organ' },
  leaves: 'nothing',
  input: z.object({ note: z.string(), keep: z.string().optional() }),
  output: z.object({ name: z.string(), bytes: z.int(), sha256: z.string(), note: z.string() }),
  upload: { field: 'file', maxBytes: LIMIT },
  run: async ({ tx, actor, clock, files, upload, input }) => {
    if (input.keep) await files.putFile(tx, { tenantId: actor.tenantId, clock }, { path: upload!.path }, 'text/plain');
    return { name: upload!.fileName, bytes: upload!.bytes, sha256: upload!.sha256, note: input.note };
  },
});
const prepared: string[] = [];
const thorough = operation({
  name: 'test.thorough',
  may: { supervision: 'organ' },
  leaves: [written],
  input: z.object({ wording: z.string().min(2), refuse: z.boolean().optional() }),
  output: z.object({ length: z.int() }),
  prepare: async ({ transaction, actor, clock, input }) => {
    prepared.push(input.wording);
    const type = written;
    const counted = { actor, clock, type, subject: 'tries', before: null, after: input.wording };
    await transaction((tx) => record(tx, counted));
    return { length: input.wording.length };
  },
  run: async ({ prepared, input, tx, actor, clock }) => {
    await record(tx, { actor, clock, type: written, subject: 'kept', before: null, after: input.wording });
    if (input.refuse) throw new AppError('EDIT_CONFLICT', '不行');
    return { length: prepared.length };
  },
});

let server: TestServer;
let port: number;
beforeAll(async () => {
  const room = {
    name: 'test',
    routes(app: Parameters<typeof mount>[0]) {
      mount(app, 'POST', '/api/test/:id', write);
      mount(app, 'POST', '/api/slow', slow);
      mount(app, 'GET', '/api/broken', broken);
      mount(app, 'GET', '/api/file', file);
      mount(app, 'POST', '/api/upload', upload);
      mount(app, 'POST', '/api/thorough', thorough);
    },
  };
  server = await startTestServer({ rooms: [accounts, room] });
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  port = (server.app.server.address() as { port: number }).port;
});
afterAll(() => server.close());

const events = async (id: string) =>
  (await server.db.system((tx) => tx.selectFrom('event').where('subject_id', '=', id).select('id').execute())).length;

test('without a session the answer is 401, with another role 403, and neither runs anything', async () => {
  const before = runs;
  expect(await (await server.as(null)).post('/api/test/a', { wording: '修路' })).toMatchObject({
    status: 401,
    body: { code: 'SIGN_IN_REQUIRED' },
  });
  expect(await (await server.as('viewer')).post('/api/test/a', { wording: '修路' })).toMatchObject({
    status: 403,
    body: { code: 'NOT_ALLOWED' },
  });
  expect(runs).toBe(before);
});

test('the answer has what its schema names and nothing else', async () => {
  const answer = await (await server.as('supervision')).post('/api/test/b', { wording: '修路' });
  expect(answer.status).toBe(201);
  expect(Object.keys(answer.body)).toEqual(['run', 'wording']);
});

test('a wrong field is named in Chinese, and all of them are in details', async () => {
  const answer = await (await server.as('supervision')).post('/api/test/c', {
    wording: '路',
    leads: [{ due: '2026-02-30' }],
  });
  expect(answer.status).toBe(400);
  expect(answer.body.code).toBe('INPUT_INVALID');
  expect(answer.body.message).toMatch(/^“事项内容”：.*（另有 1 处）$/);
  expect(answer.body.message).not.toMatch(/[A-Za-z]{3}/);
  expect(answer.body.details.fields.map((one: { path: string }) => one.path)).toEqual(['wording', 'leads.0.due']);
  expect(answer.body.details.fields[1].name).toContain('完成时限');
});

test('a refusal rolls back what was written before it', async () => {
  const answer = await (await server.as('supervision')).post('/api/test/d', { wording: '修路', refuse: true });
  expect(answer).toMatchObject({
    status: 409,
    body: { code: 'EDIT_CONFLICT', message: '别人刚改过', details: { current: 7 } },
  });
  expect(await events('d')).toBe(0);
});

test('an unforeseen error is a Chinese 500 that tells nothing, and the server goes on', async () => {
  const client = await server.as(null);
  const answer = await client.get('/api/broken');
  expect(answer).toMatchObject({ status: 500, body: { code: 'INTERNAL' } });
  expect(JSON.stringify(answer.body)).not.toContain('secret');
  expect((await client.get('/healthz')).status).toBe(200);
});

test('malformed JSON, an unknown address and a body over the limit are refused in Chinese', async () => {
  const headers = { 'content-type': 'application/json' };
  const malformed = await server.app.inject({ method: 'POST', url: '/api/session', headers, payload: '{"a":' });
  expect([malformed.statusCode, malformed.json().code]).toEqual([400, 'REQUEST_MALFORMED']);
  const nowhere = await server.app.inject({ url: '/api/nowhere' });
  expect([nowhere.statusCode, nowhere.json().code]).toEqual([404, 'NOT_FOUND']);
  const large = await server.app.inject({
    method: 'POST',
    url: '/api/session',
    headers,
    payload: JSON.stringify({ account: 'a'.repeat(1_100_000) }),
  });
  expect([large.statusCode, large.json().code]).toEqual([413, 'BODY_TOO_LARGE']);
});

test('the same key again gets the first answer again and runs nothing; with another request it is refused', async () => {
  const client = await server.as('supervision');
  const key = { [IDEMPOTENCY_HEADER]: 'key-1' };
  const first = await client.post('/api/test/e', { wording: '修路' }, key);
  const again = await client.post('/api/test/e', { wording: '修路' }, key);
  expect(again).toMatchObject({ status: 201, body: first.body, headers: { 'idempotent-replay': 'true' } });
  expect(await events('e')).toBe(1);
  expect(await client.post('/api/test/e', { wording: '修桥' }, key)).toMatchObject({
    status: 409,
    body: { code: 'IDEMPOTENCY_KEY_REUSED' },
  });
});

test('a refusal is not kept under its key: the next try runs', async () => {
  const client = await server.as('supervision');
  const key = { [IDEMPOTENCY_HEADER]: 'key-2' };
  expect((await client.post('/api/test/f', { wording: '修路', refuse: true }, key)).status).toBe(409);
  expect((await client.post('/api/test/f', { wording: '修路' }, key)).status).toBe(201);
});

test('two requests with one key at the same time run once', async () => {
  const client = await server.as('viewer');
  const key = { [IDEMPOTENCY_HEADER]: 'key-3' };
  const before = runs;
  const both = Promise.all([client.post('/api/slow', {}, key), client.post('/api/slow', {}, key)]);
  const poke = setInterval(() => resume(), 20);
  const [one, other] = await both;
  clearInterval(poke);
  expect(runs).toBe(before + 1);
  expect(one.body).toEqual(other.body);
});

test('a file is sent with its Chinese name, whole or as a stream', async () => {
  const client = await server.as(null);
  const whole = await client.get('/api/file');
  expect([...whole.bytes]).toEqual([1, 2, 3]);
  expect(whole.headers['content-type']).toBe('application/test');
  expect(whole.headers['content-disposition']).toBe(
    `attachment; filename="______.xlsx"; filename*=UTF-8''${encodeURIComponent('任务_分工_.xlsx')}`,
  );
  expect((await client.get('/api/file?stream=1')).bytes.toString()).toBe('abcd');
});

const leftovers = () => readdir(server.platform.files.temporary);

test('an upload arrives with its name, size and hash beside the form fields, and its temporary file goes', async () => {
  const client = await server.as('supervision');
  const answer = await client.upload(
    '/api/upload',
    { name: '政府工作报告.txt', bytes: Buffer.from('报告') },
    { note: '审议稿' },
  );
  expect(answer.body).toEqual({
    name: '政府工作报告.txt',
    bytes: 6,
    note: '审议稿',
    sha256: createHash('sha256').update('报告').digest('hex'),
  });
  expect(await leftovers()).toEqual([]);
});

test('an upload that the operation keeps can be read again; the same content twice is one file', async () => {
  const client = await server.as('supervision');
  const kept = await client.upload(
    '/api/upload',
    { name: 'a.txt', bytes: Buffer.from('留存') },
    { note: 'x', keep: 'yes' },
  );
  await client.upload('/api/upload', { name: 'b.txt', bytes: Buffer.from('留存') }, { note: 'y', keep: 'yes' });
  const chunks = await server.platform.files.openFile(kept.body.sha256).toArray();
  expect(Buffer.concat(chunks).toString()).toBe('留存');
  expect(await server.db.system((tx) => tx.selectFrom('file').select('bytes').execute())).toEqual([{ bytes: 6 }]);
});

test('too large, empty, missing, or by somebody who may not: refused, and nothing stays behind', async () => {
  const client = await server.as('supervision');
  const send = (bytes: Uint8Array, as = client) => as.upload('/api/upload', { name: 'a.txt', bytes }, { note: 'x' });
  expect(await send(new Uint8Array(LIMIT + 1))).toMatchObject({ status: 413, body: { code: 'FILE_TOO_LARGE' } });
  expect(await send(new Uint8Array(LIMIT))).toMatchObject({ status: 200 });
  expect(await send(new Uint8Array(0))).toMatchObject({ status: 400, body: { code: 'FILE_EMPTY' } });
  expect(await client.upload('/api/upload', { field: 'other', name: 'a.txt', bytes: Buffer.from('x') })).toMatchObject({
    status: 400,
    body: { code: 'FILE_EMPTY' },
  });
  expect(await client.post('/api/upload', { note: 'x' })).toMatchObject({
    status: 400,
    body: { code: 'REQUEST_MALFORMED' },
  });
  expect(await send(Buffer.from('x'), await server.as('viewer'))).toMatchObject({ status: 403 });
  // A field that is wrong is found after the file has come.
  expect(await client.upload('/api/upload', { name: 'a.txt', bytes: Buffer.from('x') })).toMatchObject({
    status: 400,
    body: { code: 'INPUT_INVALID' },
  });
  expect(await leftovers()).toEqual([]);
});

test('a sender of far too much still gets to read why it was refused', async () => {
  const form = new FormData();
  form.append('file', new File([new Uint8Array(40 * 1024 * 1024)], 'a.txt'));
  const { cookie } = await server.as('supervision');
  const answer = await fetch(`http://127.0.0.1:${port}/api/upload`, {
    method: 'POST',
    headers: { cookie },
    body: form,
  });
  const { code } = (await answer.json()) as { code: string };
  expect([answer.status, code]).toEqual([413, 'FILE_TOO_LARGE']);
  expect(await leftovers()).toEqual([]);
});

test('an upload that breaks off leaves nothing behind', async () => {
  const client = await server.as('supervision');
  const socket = connect(port, '127.0.0.1');
  const head = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n';
  socket.write(
    `POST /api/upload HTTP/1.1\r\nhost: a\r\ncookie: ${client.cookie}\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: 1000000\r\n\r\n${head}${'a'.repeat(200_000)}`,
  );
  await expect.poll(async () => (await leftovers()).length).toBe(1);
  socket.destroy();
  await expect.poll(async () => (await leftovers()).length).toBe(0);
});

test('a write from another site is refused, from our own page it is not', async () => {
  const send = (headers: Record<string, string>) =>
    server.app
      .inject({ method: 'DELETE', url: '/api/session', headers: { host: 'luoshi.example', ...headers } })
      .then((answer) => answer.statusCode);
  expect(await send({ origin: 'https://evil.example' })).toBe(403);
  expect(await send({ origin: 'null' })).toBe(403);
  expect(await send({ 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await send({ 'sec-fetch-site': 'same-site', origin: 'http://other.luoshi.example' })).toBe(403);
  expect(await send({ 'sec-fetch-site': 'same-origin', origin: 'http://luoshi.example' })).toBe(401);
  expect(await send({})).toBe(401);
});

test('every answer carries a policy that lets no foreign or inline script run', async () => {
  const { headers } = await server.app.inject({ url: '/api/city' });
  expect(headers['content-security-policy']).toMatch(/default-src 'none'.*script-src 'self';/);
  expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/);
  expect(headers['x-content-type-options']).toBe('nosniff');
});

test('the API describes every mounted operation', async () => {
  const { body } = await (await server.as(null)).get('/api/openapi.json');
  expect(body.paths['/api/test/{id}'].post).toMatchObject({
    operationId: 'test.write',
    responses: { 201: {}, '4XX': {} },
  });
  const form = body.paths['/api/upload'].post.requestBody.content['multipart/form-data'].schema;
  expect(form.properties).toMatchObject({ file: { type: 'string', format: 'binary' }, note: { type: 'string' } });
  expect(body.paths['/api/session'].post.requestBody.content['application/json'].schema.required).toEqual([
    'account',
    'password',
  ]);
});

test('what an operation does beforehand stays although it refuses, and is done for nobody who may not', async () => {
  const client = await server.as('supervision');
  expect(await client.post('/api/thorough', { wording: '修路' })).toMatchObject({ status: 200, body: { length: 2 } });
  expect((await client.post('/api/thorough', { wording: '架桥', refuse: true })).status).toBe(409);
  expect([await events('tries'), await events('kept')]).toEqual([2, 1]);
  expect((await (await server.as('viewer')).post('/api/thorough', { wording: '偷做' })).status).toBe(403);
  expect((await client.post('/api/thorough', { wording: '短'.slice(1) })).status).toBe(400);
  expect(prepared).toEqual(['修路', '架桥']);
});

test('a request that was answered before is prepared no second time', async () => {
  const client = await server.as('supervision');
  const key = { [IDEMPOTENCY_HEADER]: 'thorough-1' };
  const first = await client.post('/api/thorough', { wording: '通水' }, key);
  const times = prepared.length;
  const again = await client.post('/api/thorough', { wording: '通水' }, key);
  expect(again.body).toEqual(first.body);
  expect(again.headers['idempotent-replay']).toBe('true');
  expect(await client.post('/api/thorough', { wording: '通电' }, key)).toMatchObject({
    status: 409,
    body: { code: 'IDEMPOTENCY_KEY_REUSED' },
  });
  expect(prepared).toHaveLength(times);
});
