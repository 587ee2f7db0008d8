import { resolve } from 'node:path';
import { openEmbedded, openPostgres } from '../../platform/db/open.ts';
import { findServer } from '../control/ask-server.ts';
import { namesIn } from '../disk.ts';
import { Refusal } from '../refusal.ts';
import { restoreBackup } from '../restore/restore-backup.ts';
import { readArguments, say } from './arguments.ts';

const USAGE = 'luoshi restore 备份目录 [--data 数据目录]';

/** `luoshi restore DIR`: into an empty data folder, and with DATABASE_URL into an empty PostgreSQL. */
export async function restoreCommand(args: string[]): Promise<number> {
  const { place, options } = readArguments(args, USAGE, []);
  if (place === undefined) throw new Refusal(`请写明从哪个备份恢复。用法：${USAGE}`);
  if (await findServer(options.data))
    throw new Refusal(`数据目录 ${options.data} 上有服务正在运行。请先停止服务，或用 --data 指定一个空目录。`);
  say('正在核对备份…');
  const { manifest, newer } = await restoreBackup({ ...options, from: resolve(place), say });
  // Opened once, so that an older backup is brought to this program's tables and the planner knows what is there.
  const db = options.databaseUrl
    ? await openPostgres(options.databaseUrl, 2)
    : await openEmbedded(options.data, { onProgress: say, onGone: () => process.exit(1) });
  await db.vacuum();
  await db.close();
  console.log(`恢复完成：${manifest.cities.map((city) => city.name).join('、')}，时点 ${manifest.at}`);
  if (newer.length) console.log(`  备份来自较早的版本，数据库结构已更新：${newer.join('、')}`);
  const lost = manifest.files.missing.length;
  if (lost) console.log(`  注意：备份时就缺失的文件有 ${lost} 个（见 manifest.json 的 missing）。`);
  if ((await namesIn(options.keys)).length === 0)
    console.log(`  启动前请把密钥放到 ${options.keys}（备份里没有密钥）。没有密钥，服务不会启动。`);
  console.log('  启动后请执行 luoshi audit verify 核对留痕。');
  return 0;
}
