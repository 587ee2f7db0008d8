import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { mount } from '../../platform/http/mount.ts';
import { openKeys } from '../../platform/keys.ts';
import { operation } from '../../platform/operation.ts';
import { startTestServer, type TestServer } from '../../testing/harness.ts';
import { eventType, knowsKeys, proveKeys, record } from './index.ts';

const told = eventType({ name: 'test.told', label: '说', subject: 'test', data: z.object({}) });
const kept = eventType({ name: 'test.kept', label: '记', subject: 'test', data: z.object({}) });
const sly = operation({
  name: 'test.sly',
  may: { supervision: 'organ' },
  leaves: [told],
  input: z.object({}),
  output: 'nothing',
  run: async ({ tx, actor, clock }) => {
    await record(tx, { actor, clock, type: kept, subject: 'x', before: null, after: {} });
  },
});
const silent = operation({
  name: 'test.silent',
  may: { supervision: 'organ' },
  input: z.object({}),
  output: 'nothing',
  run: async () => {},
});

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ rooms: [{ name: 'test', routes: (app) => mount(app, 'POST', '/api/sly', sly) }] });
});
afterAll(() => server.close());

test('an operation that writes and does not say what it leaves is not mounted', () => {
  expect(() => mount(server.app, 'POST', '/api/silent', silent)).toThrow(/test.silent/);
});

test('an event that the operation did not declare is refused with the change', async () => {
  expect((await (await server.as('supervision')).post('/api/sly')).status).toBe(500);
});

test('the server does not start with other keys than the database began with, nor makes new ones for it', async () => {
  const { platform, city } = server;
  expect(await knowsKeys(server.db)).toBe(false);
  await proveKeys(platform, city.tenantId);
  await proveKeys(platform, city.tenantId);
  expect(await knowsKeys(server.db)).toBe(true);
  const folder = join(platform.data, 'other-keys');
  const other = { ...platform, keys: await openKeys(folder, { make: true }) };
  await expect(proveKeys(other, city.tenantId)).rejects.toThrow(/不是这个数据库所用的那一套.*LUOSHI_KEYS/);
  await rm(folder, { recursive: true });
});
