import { Writable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { TEST_PASSWORD } from '../testing/builders.ts';
import { startTestServer, type TestServer } from '../testing/harness.ts';
import { mount } from './http/mount.ts';
import { createLogger, withoutPersonal } from './logging.ts';
import { operation } from './operation.ts';

const PHONE = '13912345678';
const NAME = '欧阳测试甲';
let written = '';
const log = createLogger(
  'trace',
  new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk);
      done();
    },
  }),
);
/** Fails in the ways in which a value gets into an error's words. */
const failing = operation({
  name: 'test.fail',
  may: 'signed-in',
  input: z.object({ how: z.string() }),
  output: z.object({}),
  leaves: 'nothing',
  async run({ tx, actor, input }) {
    if (input.how === 'unique')
      await sql`insert into person (tenant_id, id, name, created_at) values (${actor.tenantId}, ${actor.personId}, ${NAME}, now())`.execute(
        tx,
      );
    if (input.how === 'cast') await sql`select ${NAME}::text::uuid`.execute(tx);
    if (input.how === 'not null') await sql`update person set name = null where name = ${NAME}`.execute(tx);
    throw new Error(`nobody foresaw ${PHONE}`);
  },
});
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    log,
    rooms: [
      ...(await import('../rooms.ts')).rooms,
      { name: 'test', routes: (app) => mount(app, 'POST', '/api/test/fail', failing) },
    ],
  });
});
afterAll(() => server.close());

test('after a busy run the log knows operations and numbers, but nobody', async () => {
  const { city } = server;
  await server.db.system((tx) =>
    sql`update person set name = ${NAME} where id = ${city.people.supervision.personId}`.execute(tx),
  );
  const client = await server.as('supervision');
  const nobody = await server.as(null);
  for (const how of ['unique', 'cast', 'not null', 'plain']) {
    const answer = await client.post('/api/test/fail', { how });
    expect(answer.status, how).toBe(500);
  }
  await nobody.post('/api/session', { account: 'supervision', password: TEST_PASSWORD });
  await nobody.post('/api/session', { account: NAME, password: 'wrong-and-secret' });
  await client.get(`/api/organisations?q=${encodeURIComponent(NAME)}`);
  await client.get('/api/reports');
  await client.upload('/api/reports', { name: `${NAME}的报告.txt`, bytes: Buffer.from('不是报告') }, {});
  await server.runJobs();
  const lines = written
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const requests = lines.filter(({ msg }) => msg === 'request');
  expect(requests.length).toBeGreaterThan(7);
  for (const line of requests)
    expect(line).toMatchObject({ requestId: expect.stringMatching(/^[0-9a-f-]{36}$/), operation: expect.any(String) });
  const errors = lines.filter(({ msg }) => msg === 'unexpected error');
  expect(errors).toHaveLength(4);
  expect(JSON.stringify(errors)).toContain('23505');
  const token = client.cookie.split('=')[1]!;
  for (const personal of [NAME, PHONE, token, TEST_PASSWORD, 'wrong-and-secret', '测试supervision', '的报告.txt'])
    expect(written, personal).not.toContain(personal);
});

test('what looks like a number of a person or a secret is taken out wherever it stands, and nothing else', () => {
  expect(withoutPersonal('{"msg":"tel 13912345678, id 63020219900307123X, a.b@c.gov.cn, Bearer abc.def"}')).toBe(
    '{"msg":"tel [手机号], id [证件号], [邮箱], Bearer […]"}',
  );
  const harmless = '{"time":1764000000000,"id":"01a2043d-acd9-7e40-b0bc-139123456789","ms":13912345}';
  expect(withoutPersonal(harmless)).toBe(harmless);
});
