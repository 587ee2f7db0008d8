import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadCity } from '@luoshi/cities';
import type { Logger } from 'pino';
import { buildServer } from './app.ts';
import { finishFirstRun, openCity } from './first-run.ts';
import { greeting } from './greeting.ts';
import { startSchedule } from './maintenance/backup/scheduled-backup.ts';
import { openControl } from './maintenance/control/open-control.ts';
import { serverOrders } from './maintenance/control/orders.ts';
import { prepareFolder } from './maintenance/prepare-folder.ts';
import { keepRecord, knowsKeys, proveKeys } from './modules/record/index.ts';
import type { Options } from './options.ts';
import { type Opened, openEmbedded, openPostgres } from './platform/db/open.ts';
import { startUpkeep } from './platform/db/upkeep.ts';
import { StartRefused } from './platform/errors.ts';
import { openFiles } from './platform/files/files.ts';
import { clamd } from './platform/files/virus-scanner.ts';
import { Limits, RATES } from './platform/http/limits.ts';
import { listen } from './platform/http/listener.ts';
import { DatabaseClock } from './platform/jobs/database-clock.ts';
import { openKeys } from './platform/keys.ts';

const ROOT = join(import.meta.dirname, '../../..');
const CITIES = join(ROOT, 'cities');

export interface Running {
  readonly port: number;
  /** Lets requests and jobs under way end, then closes the database. */
  stop(): Promise<void>;
}

/** Brings the whole server up, saying what takes time; it answers 503 until the city is there. Throws StartRefused. */
export async function startServer(options: Options, log: Logger, say: (message: string) => void): Promise<Running> {
  // An unknown city is refused before anything is made on its behalf.
  if (options.city !== null) await loadCity(CITIES, options.city);
  const listener = await listen(options.port, options.host);
  const db = await openDatabase(options, log, say);
  if (db.migrated.length) say(`数据库结构已更新：${db.migrated.join('、')}`);
  const files = await openFiles(options.data, options.clamd ? clamd(options.clamd) : null);
  const keys = await openKeys(options.keys, { make: !(await knowsKeys(db)) });
  const clock = await DatabaseClock.open(db);
  const { app, platform, jobs, serveCity } = await buildServer({
    db,
    files,
    data: options.data,
    keys,
    clock,
    time: clock,
    log,
    listener,
    page: join(ROOT, 'apps/web/dist'),
    trustedProxies: options.trustedProxies,
    metricsToken: options.metricsToken,
    limits: new Limits(RATES),
  });
  platform.metrics.watchProcess();
  await app.ready();
  const tenantId = await openCity(platform, {
    cities: CITIES,
    code: options.city,
    data: options.data,
    say,
  });
  await proveKeys(platform, tenantId);
  jobs.start();
  await finishFirstRun(platform, tenantId, say);
  serveCity(tenantId);
  const keeper = keepRecord(platform, tenantId);
  const upkeep = startUpkeep(platform, db, tenantId);
  const schedule = startSchedule(platform, tenantId);
  const control = await openControl(options.data, serverOrders(platform, options), log);
  say(await greeting(platform, tenantId, options, listener.port));
  return {
    port: listener.port,
    async stop() {
      upkeep.stop();
      schedule.stop();
      await control.stop();
      await Promise.all([app.close(), jobs.stop()]);
      await keeper.stop();
      await db.close();
    },
  };
}

async function openDatabase(options: Options, log: Logger, say: (message: string) => void): Promise<Opened> {
  try {
    await mkdir(options.data, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StartRefused(
      `数据目录 ${options.data} 无法建立（${(error as NodeJS.ErrnoException).code}）。请检查权限，或用 --data 指定另一个目录。`,
    );
  }
  await prepareFolder(options);
  if (options.databaseUrl) return openPostgres(options.databaseUrl);
  return openEmbedded(options.data, {
    onProgress: say,
    onGone: (error) => {
      log.fatal({ err: error }, 'the embedded database is gone');
      console.error('内置数据库意外停止，服务无法继续。已确认保存的数据不受影响，请重新启动。');
      process.exit(1);
    },
  });
}
