import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Options } from '../../options.ts';
import { openEmbedded, openPostgres } from '../../platform/db/open.ts';
import type { Platform } from '../../platform/platform.ts';
import { type Made, runBackup } from '../backup/run-backup.ts';
import { findServer } from '../control/ask-server.ts';
import type { ControlHandler } from '../control/contract.ts';
import { Refusal } from '../refusal.ts';
import { readArguments, say } from './arguments.ts';

const USAGE = 'luoshi backup 目录 [--with-keys] [--data 数据目录]';
const Order = z.object({ target: z.string(), withKeys: z.boolean() });

/** `luoshi backup DIR`: by the server where one runs on the embedded database, else by itself. */
export async function backupCommand(args: string[]): Promise<number> {
  const { place, given, options } = readArguments(args, USAGE, ['with-keys']);
  if (place === undefined) throw new Refusal(`请写明备份到哪个目录。用法：${USAGE}`);
  const order = { target: resolve(place), withKeys: given['with-keys'] };
  const server = options.databaseUrl ? null : await findServer(options.data);
  say(server ? `正在备份（服务照常运行，由它完成）…` : '正在备份…');
  const made = server ? ((await server.order('backup', order, say)) as Made) : await byMyself(options, order);
  report(made, options);
  return made.missing ? 1 : 0;
}

async function byMyself(options: Options, { target, withKeys }: z.infer<typeof Order>): Promise<Made> {
  if (!options.databaseUrl && !existsSync(join(options.data, 'database')))
    throw new Refusal(`数据目录 ${options.data} 里没有数据库。请用 --data 指明数据目录，或设置 DATABASE_URL。`);
  const db = options.databaseUrl
    ? await openPostgres(options.databaseUrl, 2)
    : await openEmbedded(options.data, { onProgress: say, onGone: () => process.exit(1) });
  try {
    const keys = withKeys ? options.keys : null;
    return await runBackup({ db, data: options.data, keys, target, scheduled: false, say });
  } finally {
    await db.close();
  }
}

function report(made: Made, options: Options): void {
  console.log(`备份完成：${made.target}`);
  console.log(
    `  ${made.tables} 张表 ${made.rows} 行，${made.files} 个文件 ${Math.ceil(made.bytes / 1024)} KB，时点 ${made.at}`,
  );
  if (made.missing)
    console.log(
      `  注意：有 ${made.missing} 个文件在数据目录里缺失或已损坏，没有备份到（见 manifest.json 的 missing）。请检查磁盘。`,
    );
  if (made.keys) console.log('  其中含密钥（keys）：拿到这份备份的人能读出全部个人信息，请加密保存，限专人保管。');
  else
    console.log(
      `  其中不含密钥。没有密钥，留痕里的个人信息读不出来，服务也不会启动：请把 ${options.keys} 另行备份一次，与本备份分开保管。`,
    );
}

/** The same inside a running server. */
export const backupOrder =
  (platform: Platform, keys: string): ControlHandler =>
  (input, tell) => {
    const { target, withKeys } = Order.parse(input);
    return runBackup({
      db: platform.db,
      data: platform.data,
      keys: withKeys ? keys : null,
      target,
      scheduled: false,
      say: tell,
    });
  };
