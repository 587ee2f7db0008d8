import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/harness.ts';
import { takeNumbers } from './counter.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const of = (documentKind: string, year = 2026) => ({
  tenantId: server.city.tenantId,
  organId: server.city.organId,
  documentKind,
  year,
});
const take = (documentKind: string, count = 1, year = 2026) =>
  server.db.transaction(server.city.tenantId, (tx) => takeNumbers(tx, of(documentKind, year), count));

test('numbers of an organ, a kind and a year follow on each other from 1', async () => {
  expect(await take('order')).toBe(1);
  expect(await take('order', 12)).toBe(2);
  expect(await take('order')).toBe(14);
  expect(await take('bulletin')).toBe(1);
  expect(await take('order', 1, 2027)).toBe(1);
});

test('a number taken in vain is given again', async () => {
  await take('letter');
  const vain = server.db.transaction(server.city.tenantId, async (tx) => {
    await takeNumbers(tx, of('letter'), 5);
    throw new Error('refused');
  });
  await expect(vain).rejects.toThrow('refused');
  expect(await take('letter')).toBe(2);
});

test('many at once: no number twice, none left out', async () => {
  const taken = await Promise.all(Array.from({ length: 30 }, () => take('notice')));
  expect(taken.sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
});
