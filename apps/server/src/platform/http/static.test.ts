import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/harness.ts';

const page = mkdtempSync(join(tmpdir(), 'luoshi-page-'));
let server: TestServer;
beforeAll(async () => {
  mkdirSync(join(page, 'assets'));
  writeFileSync(join(page, 'index.html'), '<title>落实</title>');
  writeFileSync(join(page, 'assets/app-1a2b.js'), 'let a');
  server = await startTestServer({ page });
});
afterAll(async () => {
  await server.close();
  rmSync(page, { recursive: true });
});

const get = (url: string) => server.app.inject({ url });

test('every address of the page answers the page, never from a cache', async () => {
  for (const url of ['/', '/reports/0198d7a0/review?part=plan', '/sources/R2026-1-S012']) {
    const answer = await get(url);
    expect([answer.statusCode, answer.payload, answer.headers['cache-control']]).toEqual([
      200,
      '<title>落实</title>',
      'no-cache',
    ]);
  }
});

test('hashed assets are kept for ever, a missing one is no page', async () => {
  const asset = await get('/assets/app-1a2b.js');
  expect(asset.headers['cache-control']).toContain('immutable');
  expect(asset.headers['content-type']).toContain('javascript');
  expect((await get('/assets/app-old.js')).statusCode).toBe(404);
});

test('an unknown address of the API is an error body and not the page; nor is anything outside the folder served', async () => {
  expect((await get('/api/nothing')).json().code).toBe('NOT_FOUND');
  for (const url of ['/../package.json', '/..%2fpackage.json', '/assets/..%2f..%2fpackage.json'])
    expect((await get(url)).payload).not.toContain('luoshi');
});
