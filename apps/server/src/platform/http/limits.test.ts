import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/harness.ts';
import { Limits, Quota } from './limits.ts';

test('a quota gives so many at once, then one at a time, and says how long to wait', () => {
  const quota = new Quota(60);
  for (let i = 0; i < 60; i += 1) expect(quota.take('a', 0)).toBe(0);
  expect(quota.take('a', 0)).toBe(1);
  expect(quota.take('b', 0)).toBe(0);
  expect(quota.take('a', 1_000)).toBe(0);
  expect(quota.take('a', 1_000)).toBe(1);
  expect(new Quota(2).take('a', 0)).toBe(0);
});

test('a slow quota says the whole time', () => {
  const quota = new Quota(1);
  quota.take('a', 0);
  expect(quota.take('a', 15_000)).toBe(45);
});

test('however many keys come, no more than a bounded number is remembered, the latest used ones', () => {
  const quota = new Quota(1);
  for (let i = 0; i < 50_000; i += 1) quota.take(`key ${i}`, 0);
  expect(quota.keys).toBe(20_000);
  expect(quota.take('key 49999', 0)).toBeGreaterThan(0);
  expect(quota.take('key 0', 0)).toBe(0);
});

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    limits: new Limits({ address: 40, person: 5, uploads: 2 }),
    trustedProxies: ['10.0.0.1'],
  });
});
afterAll(() => server.close());

const ask = (remoteAddress: string, headers: Record<string, string> = {}) =>
  server.app.inject({ method: 'GET', url: '/api/city', remoteAddress, headers });

test('an address that asks too often is put off with Retry-After; another and the machine itself are not', async () => {
  for (let i = 0; i < 40; i += 1) expect((await ask('192.0.2.7')).statusCode).toBe(200);
  const late = await ask('192.0.2.7');
  expect(late.statusCode).toBe(429);
  expect(late.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS', message: expect.stringContaining('秒再试') });
  expect(Number(late.headers['retry-after'])).toBeGreaterThan(0);
  expect((await ask('192.0.2.8')).statusCode).toBe(200);
  for (let i = 0; i < 50; i += 1) expect((await ask('127.0.0.1')).statusCode).toBe(200);
});

test('the address that a proxy names counts only where the proxy is trusted', async () => {
  const from = (address: string) => ({ 'x-forwarded-for': address });
  for (let i = 0; i < 41; i += 1) await ask('10.0.0.1', from('198.51.100.1'));
  expect((await ask('10.0.0.1', from('198.51.100.1'))).statusCode).toBe(429);
  expect((await ask('10.0.0.1', from('198.51.100.2'))).statusCode).toBe(200);
  // Somebody who only says so is counted as themselves.
  for (let i = 0; i < 41; i += 1) await ask('192.0.2.9', from(`198.51.100.${i + 10}`));
  expect((await ask('192.0.2.9', from('198.51.100.99'))).statusCode).toBe(429);
});

test('a person who asks too often is put off, from wherever; another person goes on', async () => {
  const { cookie } = await server.as('viewer');
  const other = await server.as('leader');
  const list = (as: string, remoteAddress: string) =>
    server.app.inject({ method: 'GET', url: '/api/reports', remoteAddress, headers: { cookie: as } });
  for (let i = 0; i < 5; i += 1) expect((await list(cookie, `203.0.113.${i}`)).statusCode).toBe(200);
  expect((await list(cookie, '203.0.113.100')).statusCode).toBe(429);
  expect((await list(other.cookie, '203.0.113.100')).statusCode).toBe(200);
});

test('uploads have a limit of their own, before the file is read', async () => {
  const { cookie } = await server.as('supervision');
  const send = () =>
    server.app.inject({
      method: 'POST',
      url: '/api/reports',
      remoteAddress: '203.0.113.200',
      headers: { cookie, 'content-type': 'multipart/form-data; boundary=x' },
      payload: '--x--\r\n',
    });
  expect((await send()).json().code).not.toBe('TOO_MANY_REQUESTS');
  expect((await send()).json().code).not.toBe('TOO_MANY_REQUESTS');
  expect((await send()).json().code).toBe('TOO_MANY_REQUESTS');
});
