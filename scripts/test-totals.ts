import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

export interface TestTotals {
  passed: number;
  failed: number;
  skipped: number;
}

/** Where the totals of the last run are left for whoever started it. */
export const TOTALS_FILE = join(import.meta.dirname, '../node_modules/.cache/luoshi/test-totals.json');

/**
 * Adds up a run. A file that cannot be loaded and an error outside of any test count as failed; the tests of `missing`
 * projects' files, which should have run a second time on a database that is not there, count as skipped.
 */
export class Totals implements Reporter {
  readonly #missing: readonly string[];

  constructor(missing: readonly string[] = []) {
    this.#missing = missing;
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const totals: TestTotals = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      if (module.errors().length > 0) totals.failed += 1;
      for (const test of module.children.allTests()) {
        totals[
          { passed: 'passed', failed: 'failed', skipped: 'skipped', pending: 'skipped' }[
            test.result().state
          ] as keyof TestTotals
        ] += 1;
        if (this.#missing.includes(module.project.name)) totals.skipped += 1;
      }
    }
    mkdirSync(dirname(TOTALS_FILE), { recursive: true });
    writeFileSync(TOTALS_FILE, JSON.stringify(totals));
  }
}
