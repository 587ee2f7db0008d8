import { demoAccountsOf } from './modules/accounts/index.ts';
import { cityOf } from './modules/people/index.ts';
import type { Options } from './options.ts';
import type { Platform } from './platform/platform.ts';

/** What the terminal shows once all is ready: the address and, in a demonstration city, who to sign in as. */
export async function greeting(platform: Platform, tenantId: string, options: Options, port: number): Promise<string> {
  const { city, accounts } = await platform.db.transaction(tenantId, async (tx) => ({
    city: await cityOf(tx, tenantId),
    accounts: await demoAccountsOf(tx, tenantId),
  }));
  const host = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(options.host) ? 'localhost' : options.host;
  const lines = [
    '',
    `落实已启动：${city.name}${city.demo ? '（演示）' : ''}`,
    `  地址  http://${host}:${port}`,
    `  数据  ${options.databaseUrl ? 'PostgreSQL（DATABASE_URL）和 ' : ''}${options.data}`,
  ];
  if (accounts.length) lines.push('  演示账号');
  for (const { account, password, who } of accounts) lines.push(`    ${account}  密码 ${password}  ${who}`);
  lines.push('按 Ctrl+C 停止。');
  return lines.join('\n');
}
