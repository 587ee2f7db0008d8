import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StartRefused } from '../../platform/errors.ts';

/** In the data folder while a restore is under way. */
export const UNFINISHED = 'restore.unfinished';

/**
 * Before a server opens the database: where a restore was killed the place is empty, and a server would begin a new city
 * there. `whole` says whether the database is there after all: then only the marker was left. Throws StartRefused.
 */
export async function refuseUnfinished(data: string, whole: () => Promise<boolean>): Promise<void> {
  if (!existsSync(join(data, UNFINISHED))) return;
  if (!(await whole()))
    throw new StartRefused(
      `数据目录 ${data} 上一次恢复没有做完，里面没有数据。请重新运行 luoshi restore 备份目录；如果不再恢复，请换一个空的数据目录。`,
    );
  await rm(join(data, 'restoring'), { recursive: true, force: true });
  await rm(join(data, UNFINISHED));
}
