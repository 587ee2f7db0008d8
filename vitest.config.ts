import { defineConfig } from 'vitest/config';
import { postgresServer } from './apps/server/src/testing/postgres.ts';
import { Totals } from './scripts/test-totals.ts';

// The server's tests run on both databases. Where no PostgreSQL is to be had the run says so and counts them as skipped.
const postgres = postgresServer();

/** The server's tests on one of the databases; what is about the other alone says so in its name. */
const server = (database: 'embedded' | 'postgres', other: 'embedded' | 'postgres') => ({
  test: {
    name: `server-${database}`,
    include: ['apps/server/src/**/*.test.ts'],
    exclude: [`**/*.${other}.test.ts`],
    globalSetup: `apps/server/src/testing/setup-${database}.ts`,
    env: { LUOSHI_TEST_DATABASE: database },
    // Opening a database and hashing passwords take their time on a busy machine; a test's own limit is no measurement.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

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
            'torture/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          testTimeout: 120_000,
        },
      },
      server('embedded', 'postgres'),
      ...(postgres ? [server('postgres', 'embedded')] : []),
      // One browser at a time: two would time each other out on a small machine.
      {
        test: {
          name: 'browser',
          include: ['e2e/**/*.test.ts'],
          // What others do comes to the screen every few seconds.
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 180_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
