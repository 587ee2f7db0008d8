/** Asks the registry whether anything that is shipped is known to be vulnerable. Fails on high severity; says so where it cannot ask. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { judgeAudit } from './audit-judgement.ts';

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json', '--fetch-retries=1', '--fetch-timeout=30000'], {
  cwd: join(import.meta.dirname, '..'),
  encoding: 'utf8',
  timeout: 120_000,
  shell: process.platform === 'win32',
});
const { outcome, lines } = judgeAudit(stdout ?? '');
console.log(lines.join('\n'));
if (outcome === 'refused') process.exitCode = 1;
