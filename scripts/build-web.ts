// Builds the page when it is missing or older than what it is made from: node scripts/build-web.ts
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
// Not in dist: that is served. Removed first and written last, so that a build killed half way is not taken for one.
const stamp = join(root, 'node_modules/.cache/luoshi/web-stamp');

const SOURCES = [
  'apps/web/{src,public}/**/*',
  'apps/web/{index.html,package.json,tsconfig.json,vite.config.ts}',
  'apps/server/src/contract.ts',
  'apps/server/src/modules/*/contract.ts',
  'packages/calendar/src/**/*.ts',
  'package-lock.json',
];

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const path of globSync(SOURCES, { cwd: root }).sort()) {
    const file = join(root, path);
    if (statSync(file).isFile()) hash.update(path).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Builds apps/web/dist if needed. Resolves to the exit code of the build. */
export async function buildWeb(): Promise<number> {
  const now = fingerprint();
  const built =
    existsSync(join(root, 'apps/web/dist/index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now;
  if (built) return 0;
  console.log('正在构建页面（约需十几秒）…');
  rmSync(stamp, { force: true });
  const vite = spawn(
    process.execPath,
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', join(root, 'apps/web'), '--logLevel', 'error'],
    {
      stdio: 'inherit',
      cwd: root,
      // Whatever the caller's shell or test runner says: the page is the one that users get.
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
  const code = await new Promise<number>((resolve) => vite.on('exit', (status) => resolve(status ?? 1)));
  if (code !== 0) {
    console.error('页面构建失败，原因见上。');
    return code;
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
  return 0;
}

if (process.argv[1] === import.meta.filename) process.exitCode = await buildWeb();
