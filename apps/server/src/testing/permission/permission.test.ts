import { afterAll, beforeAll, expect, test } from 'vitest';
import { idsOf } from './foreign.ts';
import { allCases, roomCases } from './rooms.ts';
import { TrialDatabase } from './trial-database.ts';
import { type Route, routesOf, Walk } from './walk.ts';
import { type BuiltWorld, buildWorld } from './world.ts';

const trial = new TrialDatabase();
let world: BuiltWorld;
let routes: Route[];
let walk: Walk;
beforeAll(async () => {
  world = await buildWorld(trial, roomCases);
  routes = await routesOf(world);
  walk = new Walk(world, trial, await idsOf(world.server.db, world.places['other city'].tenantId));
});
afterAll(() => world.server.close());

test('every route has an expectation, and every expectation a route', () => {
  const operations = routes.map((route) => route.operation);
  expect(operations.filter((name) => !allCases[name])).toEqual([]);
  expect(Object.keys(allCases).filter((name) => !operations.includes(name))).toEqual([]);
});

test('everybody gets what the words of each case say, about what is theirs, another’s, another county’s, another city’s', async () => {
  trial.trying = true;
  await walk.all(routes, allCases);
  expect(walk.faults).toEqual([]);
  expect(walk.requests).toBeGreaterThan(routes.length * world.callers.length);
  // Thousands of requests: half a minute where nothing else runs.
}, 900_000);
