// Everything there is to test, and the sum of it as the last line: node scripts/test.ts [paths and options of vitest]
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { postgresServer } from '../apps/server/src/testing/postgres.ts';
import { buildWeb } from './build-web.ts';
import { type TestTotals, TOTALS_FILE } from './test-totals.ts';

const root = join(import.meta.dirname, '..');

async function vitest(args: string[]): Promise<TestTotals> {
  rmSync(TOTALS_FILE, { force: true });
  const child = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args], {
    stdio: 'inherit',
    cwd: root,
  });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const code = await new Promise<number>((resolve) => child.on('exit', (status) => resolve(status ?? 1)));
  try {
    const totals = JSON.parse(readFileSync(TOTALS_FILE, 'utf8')) as TestTotals;
    // Whatever vitest calls a failure counts as one, even where no test of ours failed.
    return code !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const built = await buildWeb();
const totals = await vitest(process.argv.slice(2));
if (built !== 0) totals.failed += 1;
if (postgresServer() === null)
  console.log(
    '没有找到 PostgreSQL（Debian、Ubuntu：apt-get install postgresql；或设置 DATABASE_URL），服务端测试只在内置数据库上运行，另一遍计为跳过。',
  );
if (totals.skipped) console.log(`${totals.skipped} skipped`);
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 && totals.passed > 0 ? 0 : 1;
