import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ipaddr from 'ipaddr.js';
import { StartRefused } from './platform/errors.ts';

export interface Options {
  port: number;
  /** 127.0.0.1 unless told: a demonstration's passwords are public, so nobody else may reach it by default. */
  host: string;
  data: string;
  /** Folder of the keys: outside the database, and where several servers share one, shared by them. */
  keys: string;
  /** Code of the city to serve; null for the one that is there, or the demonstration city. */
  city: string | null;
  databaseUrl: string | null;
  /** The virus scanner, ClamAV's daemon; null without one. */
  clamd: { host: string; port: number } | null;
  /** Reverse proxies whose word about the caller's address is believed: addresses or networks (10.0.0.0/8). */
  trustedProxies: readonly string[];
  /** With which /metrics is also shown elsewhere than on this machine; null for nowhere else. */
  metricsToken: string | null;
}

/** Flags first, then the environment, then what is usual. Throws StartRefused on nonsense. */
export function readOptions(
  flags: { port?: string; host?: string; data?: string; city?: string; 'trust-proxy'?: string },
  env: NodeJS.ProcessEnv,
): Options {
  const port = flags.port ?? (env.PORT || '8080');
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new StartRefused(`端口“${port}”不对：应是 0 到 65535 之间的数字，例如 --port 8080。`);
  const data = resolve(flags.data ?? (env.LUOSHI_DATA || 'data'));
  return {
    port: Number(port),
    host: flags.host ?? (env.HOST || '127.0.0.1'),
    data,
    keys: resolve(env.LUOSHI_KEYS || join(data, 'keys')),
    city: flags.city ?? (env.LUOSHI_CITY || null),
    databaseUrl: env.DATABASE_URL || (env.DATABASE_URL_FILE ? readAddress(env.DATABASE_URL_FILE) : null),
    clamd: readClamd(env.LUOSHI_CLAMD ?? ''),
    trustedProxies: readProxies(flags['trust-proxy'] ?? env.LUOSHI_TRUSTED_PROXIES ?? ''),
    metricsToken: env.LUOSHI_METRICS_TOKEN || null,
  };
}

/** From a file of its own, as containers and systemd hand secrets over. */
function readAddress(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new StartRefused(
      `DATABASE_URL_FILE 指定的 ${path} 无法读取（${(error as NodeJS.ErrnoException).code}）。请检查路径和权限。`,
    );
  }
}

function readProxies(list: string): string[] {
  const proxies = list.split(/[\s,]+/).filter((one) => one !== '');
  const wrong = proxies.find((one) => !ipaddr.isValid(one) && !ipaddr.isValidCIDR(one));
  if (wrong !== undefined)
    throw new StartRefused(
      `--trust-proxy（LUOSHI_TRUSTED_PROXIES）中的“${wrong}”不对：应是反向代理的地址或网段，例如 10.0.0.8 或 10.0.0.0/24。`,
    );
  return proxies;
}

function readClamd(address: string): Options['clamd'] {
  if (address === '') return null;
  const [, host, port] = /^([\w.-]+|\[[\da-f:]+\]):(\d{1,5})$/i.exec(address) ?? [];
  if (host === undefined || Number(port) > 65_535)
    throw new StartRefused(`LUOSHI_CLAMD“${address}”不对：应是病毒扫描服务的地址和端口，例如 127.0.0.1:3310。`);
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}
