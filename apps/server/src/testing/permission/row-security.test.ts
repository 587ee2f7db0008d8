import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { EVERYTHING } from '../../platform/permission.ts';
import { idsOf } from './foreign.ts';
import { allCases, roomCases } from './rooms.ts';
import { TrialDatabase } from './trial-database.ts';
import { routesOf, Walk } from './walk.ts';
import { forgottenSoFar, withoutTenant } from './without-tenant.ts';
import { type BuiltWorld, buildWorld } from './world.ts';

// The application's own filter is off: whoever may call an operation reaches everything with it.
vi.mock(import('../../platform/permission.ts'), async (original) => {
  const permission = await original();
  return { ...permission, scopeOf: async () => permission.EVERYTHING, reaches: () => true };
});

const trial = new TrialDatabase();
let world: BuiltWorld;
beforeAll(async () => {
  world = await buildWorld(trial, roomCases);
});
afterAll(() => world.server.close());

test('with the application’s filter off, row level security alone keeps the other city’s things apart', async () => {
  const foreign = await idsOf(world.server.db, world.places['other city'].tenantId);
  const walk = new Walk(world, trial, foreign);
  expect(EVERYTHING.everything).toBe(true);
  trial.trying = true;
  trial.plugin = withoutTenant;
  const before = forgottenSoFar();
  await walk.acrossCities(await routesOf(world), allCases);
  expect(walk.faults).toEqual([]);
  // The filter was really off.
  expect(forgottenSoFar() - before).toBeGreaterThan(walk.requests);
}, 900_000);

test('and would not, without it: the plugin lets a statement of the system see both cities', async () => {
  const cities = await world.server.db.system((tx) =>
    tx
      .withPlugin(withoutTenant)
      .selectFrom('issuing_organ')
      .where('tenant_id', '=', world.places.city.tenantId)
      .select('tenant_id')
      .distinct()
      .execute(),
  );
  expect(cities).toHaveLength(2);
});
