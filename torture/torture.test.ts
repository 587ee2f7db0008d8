import { expect, test } from 'vitest';
import { postgresServer } from '../apps/server/src/testing/postgres.ts';
import { torture } from './torture.ts';

const server = postgresServer();
const programs = server && 'programs' in server ? server.programs : null;
// Nobody looks at the clock here: a busy machine starts a server slowly.
const LIMIT = 600_000;

/** The short form of `npm run torture`. */
const killed = async (database: 'embedded' | 'postgres') => {
  const outcome = await torture({ database, programs, kills: 10, power: 0, seed: 2026, tell: () => {} });
  expect(outcome.faults).toEqual([]);
  expect(outcome).toMatchObject({ kills: 10 });
  expect(outcome.acknowledged).toBeGreaterThan(20);
  expect(outcome.replaysCompared).toBeGreaterThan(20);
};

test(
  'ten times killed while people write and import: nothing acknowledged is missing, nothing happens twice',
  { timeout: LIMIT },
  () => killed('embedded'),
);

test.skipIf(programs === null)(
  'the same on PostgreSQL, where the server, the database or both are killed',
  { timeout: LIMIT },
  () => killed('postgres'),
);
