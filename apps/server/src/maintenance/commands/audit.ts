import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
// The rooms' event types with it: what was done is said in words.
import '../../rooms.ts';
import {
  type CheckpointSource,
  exportRecord,
  type Findings,
  noteAudit,
  readCheckpointFile,
  type Verifying,
  verifyExport,
  verifyingHere,
  verifyRecord,
} from '../../modules/record/index.ts';
import { type Options, readOptions } from '../../options.ts';
import type { Database } from '../../platform/db/database.ts';
import { openEmbedded, openPostgres } from '../../platform/db/open.ts';
import { readPublicKey } from '../../platform/keys.ts';
import type { Platform } from '../../platform/platform.ts';
import { findServer } from '../control/ask-server.ts';
import type { ControlHandler } from '../control/contract.ts';
import { Refusal } from '../refusal.ts';
import { say } from './arguments.ts';

const USAGE =
  'luoshi audit verify [--checkpoints 检查点文件或目录] [--export 导出目录] [--data 数据目录]，或 luoshi audit export 目录 [--data 数据目录]';

const Order = z.object({
  what: z.enum(['verify', 'export']),
  /** Folder to export into. */
  target: z.string().nullable(),
  /** Checkpoint files that were kept elsewhere. */
  checkpoints: z.array(z.string()),
});
type Order = z.infer<typeof Order>;

interface Audited {
  city: string;
  findings: Findings | null;
  exported: { events: number; folder: string } | null;
}

/** `luoshi audit verify | export DIR`: by the server where one runs on the embedded database, else by itself. 1 where the record is not as it was written. */
export async function auditCommand(args: string[]): Promise<number> {
  const { order, exported, options } = await readAudit(args);
  if (exported !== null) return report([{ city: exported, findings: await ofExport(exported, order), exported: null }]);
  const server = options.databaseUrl ? null : await findServer(options.data);
  say(order.what === 'verify' ? '正在核对留痕…' : '正在导出留痕…');
  return report(server ? ((await server.order('audit', order, say)) as Audited[]) : await byMyself(options, order));
}

async function readAudit(args: string[]): Promise<{ order: Order; exported: string | null; options: Options }> {
  const flag = { type: 'string' } as const;
  const read = () => {
    try {
      const options = { data: flag, checkpoints: flag, export: flag };
      const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true });
      const [what, target, ...more] = positionals;
      if (more.length || (what === 'verify' ? target !== undefined : what !== 'export' || target === undefined))
        throw new Error();
      return { values, what: what as Order['what'], target };
    } catch {
      throw new Refusal(`参数不对。用法：${USAGE}`);
    }
  };
  const { values, what, target } = read();
  return {
    order: {
      what,
      target: target === undefined ? null : resolve(target),
      checkpoints: values.checkpoints === undefined ? [] : await filesIn(resolve(values.checkpoints)),
    },
    exported: values.export === undefined ? null : resolve(values.export),
    options: readOptions(values.data === undefined ? {} : { data: values.data }, process.env),
  };
}

async function filesIn(path: string): Promise<string[]> {
  if (!existsSync(path)) throw new Refusal(`没有 ${path} 这个检查点文件。请核对路径。`);
  if (!(await stat(path)).isDirectory()) return [path];
  return (await readdir(path)).filter((name) => name.endsWith('.jsonl')).map((name) => join(path, name));
}

/** The city's checkpoints from each file; one that has none of it says nothing. */
async function keptOf(tenantId: string | null, paths: readonly string[]): Promise<CheckpointSource[]> {
  const sources = await Promise.all(
    paths.map(async (path) => {
      const all = await readCheckpointFile(path);
      const checkpoints = all.filter(({ city }) => tenantId === null || city === tenantId);
      return { name: `文件 ${basename(path)}`, checkpoints };
    }),
  );
  if (paths.length && sources.every(({ checkpoints }) => checkpoints.length === 0) && tenantId === null)
    throw new Refusal('给出的检查点文件里没有检查点。请核对文件。');
  return sources.filter(({ checkpoints }) => checkpoints.length > 0);
}

async function ofExport(path: string, order: Order): Promise<Findings> {
  try {
    return await verifyExport(path, await keptOf(null, order.checkpoints));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${path} 不是留痕导出，或已损坏（${(error as Error).message.slice(0, 200)}）。`);
  }
}

async function byMyself(options: Options, order: Order): Promise<Audited[]> {
  if (!options.databaseUrl && !existsSync(join(options.data, 'database')))
    throw new Refusal(`数据目录 ${options.data} 里没有数据库。请用 --data 指明数据目录，或设置 DATABASE_URL。`);
  const publicKey = await readPublicKey(options.keys);
  const db = options.databaseUrl
    ? await openPostgres(options.databaseUrl, 2)
    : await openEmbedded(options.data, { onProgress: say, onGone: () => process.exit(1) });
  try {
    const of = { db, publicKey, data: options.data, now: () => new Date() };
    return await audit(db, order, (tenantId) => ({ ...of, tenantId }));
  } finally {
    await db.close();
  }
}

async function audit(db: Database, order: Order, of: (tenantId: string) => Verifying): Promise<Audited[]> {
  const cities = await db.system((tx) =>
    tx.selectFrom('tenant').select(['id', 'code', 'name']).orderBy('code').execute(),
  );
  const results: Audited[] = [];
  for (const { id, code, name } of cities) {
    const folder = order.target && (cities.length > 1 ? join(order.target, code) : order.target);
    results.push({
      city: name,
      findings: order.what === 'verify' ? await verifyRecord(of(id), await keptOf(id, order.checkpoints)) : null,
      exported: folder ? { folder, events: (await exportRecord(of(id), folder)).events } : null,
    });
  }
  return results;
}

function report(results: readonly Audited[]): number {
  for (const { city, findings, exported } of results) {
    if (exported) console.log(`${city}：已导出 ${exported.events} 条留痕到 ${exported.folder}`);
    if (!findings) continue;
    const { events, faults, notes } = findings;
    console.log(
      faults.length
        ? `${city}：核对了 ${events} 条留痕，发现 ${faults.length} 处问题：`
        : `${city}：核对了 ${events} 条留痕，与写下时一致。`,
    );
    for (const { text } of faults) console.log(`  ✗ ${text}`);
    for (const note of notes) console.log(`  · ${note}`);
  }
  return results.some(({ findings }) => findings?.faults.length) ? 1 : 0;
}

/** The same inside a running server, which leaves an event of it. */
export const auditOrder =
  (platform: Platform): ControlHandler =>
  async (input) => {
    const order = Order.parse(input);
    const results = await audit(platform.db, order, (tenantId) => verifyingHere(platform, tenantId));
    const [own] = results;
    await noteAudit(platform, platform.tenantId(), order.what, {
      events: own?.findings?.events ?? own?.exported?.events ?? 0,
      faults: own?.findings?.faults.length ?? 0,
    });
    return results;
  };
