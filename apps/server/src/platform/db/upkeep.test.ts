import { existsSync, utimesSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/harness.ts';
import { newId } from '../ids.ts';
import { enqueue } from '../jobs/jobs.ts';
import { upkeep } from './upkeep.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('what is over goes, what is in use stays', async () => {
  const { platform, clock, city } = server;
  const call = { tenantId: city.tenantId, clock };
  const client = await server.as('viewer');
  const put = (text: string, refuse = false) =>
    server.db.transaction(city.tenantId, async (tx) => {
      const { sha256 } = await platform.files.putFile(tx, call, { bytes: Buffer.from(text) }, 'text/plain');
      paths.push(platform.files.pathOf(sha256));
      if (refuse) throw new Error('refused');
    });
  const paths: string[] = [];
  await put('留存');
  await put('退回', true).catch(() => {});
  await put('刚刚退回', true).catch(() => {});
  const longAgo = new Date(clock.now().getTime() - 48 * 3_600_000);
  for (const path of paths.slice(0, 2)) utimesSync(path, longAgo, longAgo);
  const { personId } = city.people.viewer;
  const key = { tenant_id: city.tenantId, person_id: personId, operation: 'x', request_hash: 'x', answer: null };
  await server.db.system(async (tx) => {
    await tx
      .insertInto('idempotency')
      .values({ ...key, key: 'old', created_at: new Date(clock.now().getTime() - 49 * 3_600_000) })
      .execute();
    await tx
      .insertInto('idempotency')
      .values({ ...key, key: 'new', created_at: clock.now() })
      .execute();
    await tx
      .insertInto('session')
      .values({
        tenant_id: city.tenantId,
        id: newId(),
        token_hash: 'over',
        person_id: personId,
        created_at: longAgo,
        expires_at: longAgo,
        last_seen_at: longAgo,
        idle_minutes: 30,
      })
      .execute();
    await enqueue(tx, call, 'test.later', {});
  });

  let vacuumed = 0;
  const vacuum = async () => {
    vacuumed += 1;
  };
  await upkeep(platform, { kind: 'embedded', vacuum }, city.tenantId);

  expect(paths.map((path) => existsSync(path))).toEqual([true, false, true]);
  const left = await server.db.system(async (tx) => ({
    keys: (await tx.selectFrom('idempotency').select('key').execute()).map((row) => row.key),
    sessions: (await tx.selectFrom('session').select('token_hash').execute()).map((row) => row.token_hash),
    jobs: (await tx.selectFrom('job').select('kind').execute()).map((row) => row.kind),
  }));
  expect(left).toMatchObject({ keys: ['new'], jobs: ['test.later'] });
  expect(left.sessions).not.toContain('over');
  expect((await client.get('/api/session')).status).toBe(200);
  expect(vacuumed).toBe(1);
});
