import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/harness.ts';

const page = mkdtempSync(join(tmpdir(), 'luoshi-page-'));
const SCRIPT = 'export const words = "督查";\n'.repeat(500);
let server: TestServer;
let cookie: string;
beforeAll(async () => {
  mkdirSync(join(page, 'assets'));
  writeFileSync(join(page, 'index.html'), '<!doctype html>');
  writeFileSync(join(page, 'assets/index-abc.js'), SCRIPT);
  server = await startTestServer({ page });
  ({ cookie } = await server.as('supervision'));
});
afterAll(async () => {
  await server.close();
  rmSync(page, { recursive: true, force: true });
});

const get = (url: string, encoding: string) =>
  server.app.inject({ url, headers: { cookie, 'accept-encoding': encoding } });

test('lists and the page come compressed to a browser that takes it, and unchanged', async () => {
  const plain = await get('/api/organisations', 'identity');
  expect(plain.headers['content-encoding']).toBeUndefined();
  const squeezed = await get('/api/organisations', 'gzip, deflate, br');
  expect(squeezed.headers).toMatchObject({
    'content-encoding': 'br',
    vary: expect.stringContaining('accept-encoding'),
  });
  expect(brotliDecompressSync(squeezed.rawPayload).toString()).toBe(plain.payload);
  expect(squeezed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
  const script = await get('/assets/index-abc.js', 'gzip');
  expect(script.headers).toMatchObject({
    'content-encoding': 'gzip',
    'cache-control': expect.stringContaining('immutable'),
  });
  expect(gunzipSync(script.rawPayload).toString()).toBe(SCRIPT);
});

test('what may hold a secret is not compressed', async () => {
  const session = await get('/api/session', 'br');
  expect(session.rawPayload.length).toBeGreaterThan(1024);
  expect(session.headers['content-encoding']).toBeUndefined();
});
