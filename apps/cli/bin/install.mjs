import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal } from './refusal.mjs';

/** Installs the dependencies when they are missing or not those of package-lock.json; otherwise does nothing. */
export async function ensureInstalled(root, { thoroughly }) {
  const reason = missing(root, thoroughly);
  if (!reason) return;
  console.error(`${reason}，正在安装（首次约需一两分钟）…`);
  const code = await npm(root, [
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  const still = code === 0 && missing(root, true);
  if (code !== 0 || still)
    throw new Refusal(
      `依赖没有装好${still ? `（${still}）` : ''}。请检查网络和磁盘空间后重新运行；内网环境请先设置 npm 的 registry。`,
    );
  console.error('依赖已安装。');
}

/** Says what is not as package-lock.json wants it, or null. npm itself leaves a note of what it installed. */
function missing(root, thoroughly) {
  const modules = join(root, 'node_modules');
  const note = join(modules, '.package-lock.json');
  if (!existsSync(note)) return '还没有安装依赖';
  if (!thoroughly) return null;
  const installed = read(note);
  const wanted = read(join(root, 'package-lock.json'));
  if (!installed) return '依赖安装不完整';
  if (!wanted) throw new Refusal('package-lock.json 无法读取。请确认代码完整，必要时重新获取。');
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || !path.includes('node_modules/')) continue;
    const got = installed[path];
    // What is for other systems is not installed here; its absence is no fault.
    if (!got && (entry.optional || entry.devOptional || entry.peer)) continue;
    if (!got || got.version !== entry.version || got.resolved !== entry.resolved) return '依赖有更新';
    if (!existsSync(join(root, path))) return '依赖安装不完整';
  }
  return null;
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

function npm(root, args) {
  // Started by npm we know where it is; else it is looked for like any program (a script on Windows, so through the shell).
  const script = process.env.npm_execpath;
  const own = script && /npm-cli\.c?js$/.test(script);
  // Below the lifeline, so that the install of a killed launcher does not go on while the next one begins.
  const lifeline = fileURLToPath(new URL('./lifeline.mjs', import.meta.url));
  const [command, all] = own ? [process.execPath, [lifeline, script, ...args]] : ['npm', args];
  return new Promise((resolve, reject) => {
    const child = spawn(command, all, {
      cwd: root,
      stdio: own ? ['ignore', 2, 2, 'ipc'] : ['ignore', 2, 2],
      shell: !own && process.platform === 'win32',
    });
    child.on('error', (error) => reject(new Refusal(`无法运行 npm（${error.message}）。请先安装 Node 自带的 npm。`)));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
