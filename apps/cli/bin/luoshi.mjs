#!/usr/bin/env node
// The door to everything: `luoshi start | serve | test | run bench … | decompose FILE …`. Plain JavaScript that Node 20 can
// run: it installs what is missing, finds the Node that the sources need, and hands over to it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode } from './find-node.mjs';
import { ensureInstalled } from './install.mjs';
import { whenNpmIsGone } from './npm-above.mjs';
import { Refusal } from './refusal.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const lifeline = fileURLToPath(new URL('./lifeline.mjs', import.meta.url));

/** What each name runs; what is not here goes to the command line program. */
const PROGRAMS = {
  serve: 'apps/server/src/serve.ts',
  test: 'scripts/test.ts',
  'run build': 'scripts/build-web.ts',
  'run bench': 'bench/run.ts',
  'run torture': 'torture/run.ts',
  'run accuracy': 'bench/accuracy/run.ts',
  'run audit-dependencies': 'scripts/audit-dependencies.ts',
};
/** What is done to a server's data; the program gets the name. */
const MAINTENANCE = 'apps/server/src/maintenance/maintain.ts';
const MAINTAINED = ['backup', 'restore', 'doctor', 'audit'];

async function main([name, ...rest]) {
  // Commands that take files need no fresh look at the dependencies each time: after `npm ci` they just run.
  await ensureInstalled(root, { thoroughly: name === 'start' || name === 'test' });
  const node = findNode(root);
  if (name === 'start') {
    const built = await run(node, PROGRAMS['run build'], []);
    return built === 0 ? run(node, PROGRAMS.serve, rest) : built;
  }
  if (name === 'run') return run(node, program(`run ${rest[0] ?? ''}`.trim()), rest.slice(1));
  if (name in PROGRAMS) return run(node, PROGRAMS[name], rest);
  if (MAINTAINED.includes(name)) return run(node, MAINTENANCE, [name, ...rest]);
  return run(node, 'apps/cli/src/main.ts', name === undefined ? [] : [name, ...rest]);
}

function program(name) {
  const known = Object.keys(PROGRAMS).filter((key) => key.startsWith('run '));
  if (!(name in PROGRAMS)) throw new Refusal(`没有“${name}”这个命令。可用：${known.join('、')}。`);
  return PROGRAMS[name];
}

/** Runs a program of ours to its end and returns its exit code. It ends when this process does, however that happens. */
function run(node, file, args) {
  const path = join(root, file);
  if (!existsSync(path)) throw new Refusal(`找不到 ${path}。请确认代码完整，必要时重新获取。`);
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', lifeline, path, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      PATH: `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`,
    },
  });
  const forward = (signal) => child.kill(signal);
  process.on('SIGINT', forward);
  process.on('SIGTERM', forward);
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Refusal(`无法运行 ${node}（${error.message}）。`)));
    child.on('exit', (code, signal) => {
      process.off('SIGINT', forward);
      process.off('SIGTERM', forward);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}

whenNpmIsGone(() => process.kill(process.pid, 'SIGTERM'));
main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(error instanceof Refusal ? error.message : error);
    process.exitCode = 1;
  },
);
