import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/harness.ts';
import { signal } from './signals.ts';

let server: TestServer;
const heard: (string | null)[] = [];
beforeAll(async () => {
  server = await startTestServer({ rooms: [] });
});
afterAll(() => server.close());

const inCity = <T>(work: Parameters<typeof server.db.transaction<T>>[1]) =>
  server.db.transaction(server.city.tenantId, work);

test('a signal is heard once the transaction has committed, by its topic, and never of one that rolled back', async () => {
  server.db.listen('test', (text) => heard.push(text));
  // Until the connection stands, what is signalled may be missed.
  if (server.db.kind === 'postgres') await expect.poll(() => heard).toEqual([null]);
  heard.length = 0;
  const refused = inCity(async (tx) => {
    await signal(tx, 'test', 'ghost');
    throw new Error('refused');
  });
  await expect(refused).rejects.toThrow('refused');
  await inCity(async (tx) => {
    await signal(tx, 'other', 'for others');
    await signal(tx, 'test', '甲 和 乙');
    expect(heard).toEqual([]);
  });
  await expect.poll(() => heard).toEqual(['甲 和 乙']);
});
