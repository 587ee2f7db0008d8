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
    databaseUrl: env.DATABASE_URL || null,
    trustedProxies: readProxies(flags['trust-proxy'] ?? env.LUOSHI_TRUSTED_PROXIES ?? ''),
    metricsToken: env.LUOSHI_METRICS_TOKEN || null,
  };
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
