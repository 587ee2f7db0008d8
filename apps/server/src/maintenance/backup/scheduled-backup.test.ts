import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/harness.ts';
import { readManifest } from './manifest.ts';
import { nextAt, scheduleNext } from './scheduled-backup.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const look = () => scheduleNext(server.platform, server.city.tenantId);
const waiting = async () =>
  (
    await server.db.system((tx) =>
      tx
        .selectFrom('job')
        .where('kind', '=', 'maintenance.backup')
        .where('state', '=', 'waiting')
        .select('due_at')
        .execute(),
    )
  ).map(({ due_at }) => due_at.toISOString());
const set = (value: object) =>
  server.db.transaction(server.city.tenantId, (tx) =>
    tx
      .insertInto('setting')
      .values({ tenant_id: server.city.tenantId, name: 'maintenance.backup', value: JSON.stringify(value) })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'name']).doUpdateSet({ value: JSON.stringify(value) }))
      .execute(),
  );

test('the next time is that time of day in Beijing, after now and within a day', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
      fc.nat(23),
      fc.nat(59),
      (now, hour, minute) => {
        const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        const next = nextAt(time, now);
        expect(next.getTime() - now.getTime()).toBeGreaterThan(0);
        expect(next.getTime() - now.getTime()).toBeLessThanOrEqual(24 * 3_600_000);
        expect(new Date(next.getTime() + 8 * 3_600_000).toISOString().slice(11, 16)).toBe(time);
      },
    ),
  );
});

test('every night one backup, the oldest go, and a changed setting holds at once', async () => {
  const place = join(server.platform.data, '备份');
  const setting = { enabled: true, time: '02:30', folder: place, keep: 2 };
  mkdirSync(join(place, 'luoshi-20260101-023000.partial'), { recursive: true });
  mkdirSync(join(place, 'mine'));
  writeFileSync(join(place, 'mine/letter'), 'not ours to remove');
  await set(setting);
  await Promise.all([look(), look()]);
  expect(await waiting()).toEqual(['2026-03-02T18:30:00.000Z']);
  await set({ ...setting, time: '01:00' });
  await look();
  expect(await waiting()).toEqual(['2026-03-02T17:00:00.000Z']);
  await set({ ...setting, enabled: false });
  await look();
  expect(await waiting()).toEqual([]);
  await set(setting);
  for (let night = 0; night < 3; night += 1) {
    await look();
    server.clock.set(new Date((await waiting())[0]!));
    expect(await server.runJobs()).toBeGreaterThan(0);
  }
  const names = readdirSync(place).sort();
  expect(names).toEqual(['luoshi-20260304-023000', 'luoshi-20260305-023000', 'mine']);
  expect((await readManifest(join(place, names[1]!))).keys).toBe(false);
  expect(existsSync(join(place, 'mine/letter'))).toBe(true);
});
