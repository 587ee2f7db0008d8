import type { Transactions } from '../../platform/db/database.ts';
import { newId } from '../../platform/ids.ts';
import { Refusal } from '../refusal.ts';
import { type BackupOrder, makeBackup } from './make-backup.ts';
import type { Manifest } from './manifest.ts';

export interface Made {
  readonly target: string;
  readonly at: string;
  readonly rows: number;
  readonly tables: number;
  readonly files: number;
  readonly bytes: number;
  readonly missing: number;
  readonly keys: boolean;
}

let running = false;

/** Makes a backup and notes in the database that it was made, or why not. One at a time in a process. Throws Refusal. */
export async function runBackup(
  order: Omit<BackupOrder, 'db'> & { db: BackupOrder['db'] & Pick<Transactions, 'system'>; scheduled: boolean },
): Promise<Made> {
  if (running) throw new Refusal('另一份备份正在进行，请等它完成后再试。');
  running = true;
  const startedAt = new Date();
  try {
    const made = describe(order.target, await makeBackup(order));
    await note(order, startedAt, made, null);
    return made;
  } catch (error) {
    await note(order, startedAt, null, error instanceof Error ? error.message : String(error)).catch(() => {});
    throw explained(error, order.target);
  } finally {
    running = false;
  }
}

function describe(target: string, manifest: Manifest): Made {
  return {
    target,
    at: manifest.at,
    tables: manifest.tables.length,
    rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
    files: manifest.files.count,
    bytes: manifest.files.bytes,
    missing: manifest.files.missing.length,
    keys: manifest.keys,
  };
}

async function note(
  order: { db: Pick<Transactions, 'system'>; target: string; scheduled: boolean },
  started_at: Date,
  made: Made | null,
  problem: string | null,
): Promise<void> {
  await order.db.system(async (tx) => {
    const cities = await tx.selectFrom('tenant').select('id').execute();
    if (cities.length === 0) return;
    const row = {
      started_at,
      finished_at: new Date(),
      scheduled: order.scheduled,
      folder: order.target,
      table_rows: made?.rows ?? null,
      files: made?.files ?? null,
      bytes: made?.bytes ?? null,
      problem,
    };
    await tx
      .insertInto('backup')
      .values(cities.map(({ id }) => ({ ...row, tenant_id: id, id: newId() })))
      .execute();
  });
}

function explained(error: unknown, target: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC')
    return new Refusal(`磁盘已满，备份没有做完（${target}.partial 可以删除）。请腾出空间，或备份到另一块磁盘。`);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new Refusal(
      `没有写入 ${target} 的权限（${code}），没有备份。请检查目录的权限；服务由 systemd 或容器运行时，只能写入为它开放的目录。`,
    );
  return error;
}
