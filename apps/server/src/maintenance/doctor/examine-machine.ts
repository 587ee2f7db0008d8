import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Options } from '../../options.ts';
import { namesIn } from '../disk.ts';
import { diskFree } from '../health.ts';
import { ENGINE_VERSION, PRODUCT_VERSION } from '../product.ts';
import { type Finding, fine, found, needs } from './findings.ts';

/** What can be seen of the machine without the database. */
export async function examineMachine(options: Options, server: { pid: number } | null): Promise<Finding[]> {
  return [
    fine(
      'versions',
      '版本',
      `落实 ${PRODUCT_VERSION}，Node ${process.versions.node}，内置数据库引擎 PGlite ${ENGINE_VERSION}`,
    ),
    fine('server', '服务', server ? `正在运行（进程 ${server.pid}）` : '没有在这个数据目录上运行'),
    await disk(options.data),
    await rights('data-rights', '数据目录', options.data),
    await keys(options.keys),
    exposure(options),
    await passwordNote(options.data),
  ];
}

async function disk(data: string): Promise<Finding> {
  const { ok, words } = await diskFree(data);
  return found('disk', '磁盘', words, ok ? null : '请清理旧备份和日志，或扩大磁盘；写满后服务会停止写入。');
}

async function rights(name: string, subject: string, path: string): Promise<Finding> {
  const { mode, uid } = await stat(path);
  // Windows has no such bits; there the folder's own permissions count.
  if (process.platform === 'win32') return fine(name, subject, path);
  const words = `${path}（权限 ${(mode & 0o777).toString(8)}）`;
  const me = process.getuid?.();
  if (uid !== me && me !== 0)
    return needs(name, subject, words, `它属于另一个账号（${uid}）。请用运行服务的账号执行命令。`);
  return found(name, subject, words, mode & 0o077 ? `其他账号也能读取。请执行 chmod 700 ${path}` : null);
}

async function keys(folder: string): Promise<Finding> {
  const names = await namesIn(folder);
  const lacking = ['master.key', 'signing.pem'].filter((name) => !names.includes(name));
  if (lacking.length)
    return needs(
      'keys',
      '密钥',
      `${folder} 里没有 ${lacking.join('、')}`,
      '如果已经有数据：请从密钥备份恢复这个目录，没有密钥服务不会启动。新安装的在第一次启动时自动生成。',
    );
  return rights('keys', '密钥', folder);
}

/** Passwords and sessions over a network need TLS, which a proxy in front does. */
function exposure({ host, port, trustedProxies, metricsToken }: Options): Finding {
  const words = `${host}:${port}，可信的反向代理 ${trustedProxies.join('、') || '无'}，指标 ${metricsToken ? '本机和持有令牌者' : '仅本机'}`;
  const open = !['127.0.0.1', '::1', 'localhost'].includes(host) && trustedProxies.length === 0;
  return found(
    'exposure',
    '监听',
    words,
    open
      ? '服务直接对网络开放而没有 TLS，密码会明文传输。请改为监听 127.0.0.1，由反向代理提供 HTTPS，并用 --trust-proxy 写明它的地址。'
      : null,
  );
}

async function passwordNote(data: string): Promise<Finding> {
  const name = '初始管理员密码.txt';
  const there = (await namesIn(data)).includes(name);
  return found(
    'first-passwords',
    '初始密码文件',
    there ? `${join(data, name)} 还在` : '没有遗留',
    there ? '三位管理员登录并修改密码后，请删除这个文件。' : null,
  );
}
