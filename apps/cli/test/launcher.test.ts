import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';

const BIN = join(import.meta.dirname, '../bin');
const LOCK = {
  packages: {
    '': { name: 'luoshi' },
    'apps/cli': { version: '1.0.0' },
    'node_modules/left': { version: '1.0.0' },
    'node_modules/for-windows': { version: '1.0.0', optional: true },
  },
};
// A server that says where it is and who it is, and then stays.
const PROGRAM =
  "console.log(JSON.stringify({ pid: process.pid, args: process.argv.slice(2), file: process.argv[1] })); setInterval(() => {}, 1000); process.on('SIGTERM', () => process.exit(7)); process.on('SIGINT', () => process.exit(8));";

/** A house with the real launcher and invented programs, in a folder with a space and Chinese in its name. */
let root: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  root = join(mkdtempSync(join(tmpdir(), 'luoshi-launcher-')), '落实 代码');
  cpSync(BIN, join(root, 'apps/cli/bin'), { recursive: true });
  put('package-lock.json', JSON.stringify(LOCK));
  put('apps/server/src/serve.ts', PROGRAM);
  put('scripts/build-web.ts', "console.log('built');");
  // Stands for npm: notes what it was asked and installs.
  put(
    'npm-cli.js',
    `const fs = require('fs'); fs.appendFileSync('asked', process.argv.slice(2).join(' ') + '\\n');
     if (fs.existsSync('offline')) process.exit(1);
     fs.mkdirSync('node_modules/left', { recursive: true });
     const lock = JSON.parse(fs.readFileSync('package-lock.json', 'utf8')); delete lock.packages['node_modules/for-windows'];
     fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify(lock));`,
  );
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(dirname(root), { recursive: true, force: true });
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const asked = () =>
  existsSync(join(root, 'asked')) ? readFileSync(join(root, 'asked'), 'utf8').trim().split('\n') : [];

function launch(...args: string[]) {
  const child = spawn(process.execPath, [join(root, 'apps/cli/bin/luoshi.mjs'), ...args], {
    env: { ...process.env, npm_execpath: join(root, 'npm-cli.js') },
  });
  children.push(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    said.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.err += chunk;
  });
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve));
  const started = expect
    .poll(() => said.out, { timeout: 30_000 })
    .toContain('"pid"')
    .then(() => JSON.parse(said.out.trim().split('\n').at(-1)!) as { pid: number; args: string[]; file: string });
  started.catch(() => {});
  return { child, said, exit, started };
}

const alive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test('installs on the first start and not again; flags reach the server', async () => {
  const first = launch('start', '--port', '9000');
  expect((await first.started).args).toEqual(['--port', '9000']);
  expect(first.said.out).toContain('built');
  expect(first.said.err).toContain('正在安装');
  expect(asked()).toEqual([
    'ci --ignore-scripts --include=dev --include=optional --no-audit --no-fund --loglevel=error',
  ]);
  first.child.kill('SIGTERM');
  expect(await first.exit).toBe(7);
  const second = launch('start');
  await second.started;
  expect(asked()).toHaveLength(1);
});

test('installs again when the wanted versions changed or a package was half removed', async () => {
  for (const damage of [
    () =>
      put(
        'package-lock.json',
        JSON.stringify(LOCK).replace(
          '"node_modules/left":{"version":"1.0.0"',
          '"node_modules/left":{"version":"2.0.0"',
        ),
      ),
    () => rmSync(join(root, 'node_modules/left'), { recursive: true }),
    () => put('node_modules/.package-lock.json', '{"packages":'),
  ]) {
    const before = launch('start');
    await before.started;
    before.child.kill('SIGTERM');
    await before.exit;
    const times = asked().length;
    damage();
    const after = launch('start');
    await after.started;
    expect(asked()).toHaveLength(times + 1);
    after.child.kill('SIGTERM');
    await after.exit;
  }
});

test('says what to do when it cannot install', async () => {
  put('offline', '');
  const { said, exit } = launch('start');
  expect(await exit).toBe(1);
  expect(said.err).toContain('请检查网络');
});

test('the server goes when the launcher is killed with -9', async () => {
  const { child, started } = launch('serve');
  const { pid } = await started;
  child.kill('SIGKILL');
  await expect.poll(() => alive(pid), { timeout: 10_000 }).toBe(false);
});

// Where there is no /proc the launcher cannot look up at npm.
test.runIf(process.platform === 'linux').each(['SIGTERM', 'SIGKILL'] as const)(
  'the server goes when npm above the launcher gets %s',
  async (signal) => {
    put(
      'npm.js',
      `process.title = 'npm start'; process.chdir(__dirname); process.env.npm_execpath = '';
       require('child_process').spawn('sh', ['-c', '"$NODE" apps/cli/bin/luoshi.mjs serve; true'],
         { env: { ...process.env, NODE: process.execPath }, stdio: 'inherit' });`,
    );
    put('node_modules/.package-lock.json', '{}');
    const npm = spawn(process.execPath, [join(root, 'npm.js')]);
    children.push(npm);
    let said = '';
    npm.stdout.on('data', (chunk) => {
      said += chunk;
    });
    await expect.poll(() => said, { timeout: 30_000 }).toContain('"pid"');
    const { pid } = JSON.parse(said) as { pid: number };
    await pause(50);
    npm.kill(signal);
    await expect.poll(() => alive(pid), { timeout: 10_000 }).toBe(false);
  },
);

test('an install does not outlive the launcher', async () => {
  put('npm-cli.js', "require('fs').writeFileSync('installing', String(process.pid)); setInterval(() => {}, 1000);");
  const { child } = launch('start');
  const note = join(root, 'installing');
  await expect.poll(() => existsSync(note) && readFileSync(note, 'utf8'), { timeout: 30_000 }).toMatch(/^\d+$/);
  child.kill('SIGKILL');
  await expect.poll(() => alive(Number(readFileSync(note, 'utf8'))), { timeout: 10_000 }).toBe(false);
});

test('hands signals on and ends with the exit code of the program', async () => {
  const { child, exit, started } = launch('serve');
  await started;
  await pause(50);
  child.kill('SIGINT');
  expect(await exit).toBe(8);
});

test('an unknown program is named', async () => {
  put('node_modules/.package-lock.json', '{}');
  const { said, exit } = launch('run', 'nonsense');
  expect(await exit).toBe(1);
  expect(said.err).toContain('run nonsense');
});
