import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Options } from '../../options.ts';
import type { Snapshot } from '../../platform/db/database.ts';
import { copyStopped } from '../../platform/db/embedded-copy.ts';
import { engineOf } from '../../platform/db/engines.ts';
import { readCopy, snapshotOfPostgres } from '../../platform/db/snapshot.ts';
import type { Platform } from '../../platform/platform.ts';
import { findServer, type RunningServer } from '../control/ask-server.ts';
import type { ControlHandler } from '../control/contract.ts';
import { examineDatabase } from '../doctor/examine-database.ts';
import { examineMachine } from '../doctor/examine-machine.ts';
import { Facts, readFacts } from '../doctor/facts.ts';
import { type Finding, needs } from '../doctor/findings.ts';
import { Refusal } from '../refusal.ts';
import { readArguments } from './arguments.ts';

const USAGE = 'luoshi doctor [--json] [--data 数据目录]';

/** `luoshi doctor`: how the server and its data are; 1 when somebody has something to do. Changes nothing. */
export async function doctorCommand(args: string[]): Promise<number> {
  const { place, given, options } = readArguments(args, USAGE, ['json']);
  if (place !== undefined) throw new Refusal(`参数不对。用法：${USAGE}`);
  if (!existsSync(options.data)) throw new Refusal(`没有数据目录 ${options.data}。请用 --data 指明。`);
  const server = await findServer(options.data);
  // How it listens is what the running server says, not what this terminal's environment would make of it.
  const running = server ? ((await server.order('options', {}, () => {})) as Partial<Options>) : {};
  const findings = [
    ...(await examineMachine({ ...options, ...running }, server)),
    ...(await databaseFindings(options, server)),
  ];
  const actions = findings.filter(({ action }) => action !== null);
  if (given.json) console.log(JSON.stringify({ ok: actions.length === 0, findings }, null, 1));
  else print(findings, actions.length);
  return actions.length ? 1 : 0;
}

async function databaseFindings(options: Options, server: RunningServer | null): Promise<Finding[]> {
  try {
    const facts = await factsOf(options, server);
    if (facts === null) return [needs('database', '数据库', '还没有建立', '请先启动一次服务：npm start')];
    return await examineDatabase(facts, Date.now());
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return [
      needs(
        'database',
        '数据库',
        `读不出来：${words}`,
        '请检查 DATABASE_URL 和数据库服务；如果刚更新过版本，请先启动一次服务。',
      ),
    ];
  }
}

async function factsOf(options: Options, server: RunningServer | null): Promise<Facts | null> {
  if (server) return Facts.parse(await server.order('facts', {}, () => {}));
  const snapshot = await openSnapshot(options);
  if (snapshot === null) return null;
  try {
    return await snapshot.read(readFacts);
  } finally {
    await snapshot.close();
  }
}

/** Without the lock, which is the server's, and without a migration, which is its business as well: by a copy. */
async function openSnapshot({ data, databaseUrl }: Options): Promise<Snapshot | null> {
  if (databaseUrl) return snapshotOfPostgres(databaseUrl);
  const database = join(data, 'database');
  const engine = engineOf(database);
  if (engine === null) return null;
  const scratch = join(data, 'doctor.copy');
  await copyStopped(database, scratch);
  return readCopy(scratch, engine);
}

function print(findings: readonly Finding[], actions: number): void {
  for (const { subject, words, action } of findings) {
    console.log(`${action === null ? '正常' : '注意'}  ${subject}：${words}`);
    if (action !== null) console.log(`      → ${action}`);
  }
  console.log(actions ? `共 ${actions} 项需要处理。` : '没有需要处理的事项。');
}

/** What a running server says of its database. */
export const factsOrder =
  (platform: Platform): ControlHandler =>
  () =>
    platform.db.system(readFacts);
