import { defineConfig } from 'vitest/config';
import { postgresServer } from './apps/server/src/testing/postgres.ts';
import { Totals } from './scripts/test-totals.ts';

// The server's tests run on both databases. Where no PostgreSQL is to be had the run says so and counts them as skipped.
const postgres = postgresServer();
const server = {
  include: ['apps/server/src/**/*.test.ts'],
  // Opening a database and hashing passwords take their time on a busy machine; a test's own limit is not a measurement.
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ['default', new Totals(postgres === null ? ['server-embedded'] : [])],
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'packages/**/*.test.ts',
            'apps/cli/**/*.test.ts',
            'apps/web/src/**/*.test.{ts,tsx}',
            'cities/**/*.test.ts',
            'bench/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          ...server,
          name: 'server-embedded',
          globalSetup: 'apps/server/src/testing/setup-embedded.ts',
          env: { LUOSHI_TEST_DATABASE: 'embedded' },
        },
      },
      ...(postgres
        ? [
            {
              test: {
                ...server,
                name: 'server-postgres',
                globalSetup: 'apps/server/src/testing/setup-postgres.ts',
                env: { LUOSHI_TEST_DATABASE: 'postgres' },
              },
            },
          ]
        : []),
      // One browser at a time: two would time each other out on a small machine.
      {
        test: {
          name: 'browser',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
