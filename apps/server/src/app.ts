import type { Logger } from 'pino';
import { mountProbes } from './maintenance/probes.ts';
import { authenticate } from './modules/accounts/index.ts';
import type { Clock } from './platform/clock.ts';
import type { Database } from './platform/db/database.ts';
import { observed } from './platform/db/observed.ts';
import { AppError } from './platform/errors.ts';
import type { Files } from './platform/files/files.ts';
import { type App, createApp, type Outside } from './platform/http/app.ts';
import type { Listener } from './platform/http/listener.ts';
import type { JobTime } from './platform/jobs/database-clock.ts';
import { createJobs, type Jobs } from './platform/jobs/runner.ts';
import type { Keys } from './platform/keys.ts';
import { Metrics } from './platform/metrics.ts';
import { attended } from './platform/of-transaction.ts';
import type { Platform } from './platform/platform.ts';
import { personalColumns } from './platform/tables.ts';
import type { Room } from './room.ts';
import { rooms as allRooms } from './rooms.ts';

export interface Parts extends Outside {
  db: Database;
  files: Files;
  /** The data folder. */
  data: string;
  keys: Keys;
  clock: Clock;
  /** By what jobs are due; the clock unless told. */
  time?: JobTime;
  log: Logger;
  /** All of the house's unless told. */
  rooms?: readonly Room[];
  /** The port, taken already; without it the app is only for injected requests. */
  listener?: Listener;
  /** Folder of the built page. */
  page?: string;
  /** With which /metrics is also shown elsewhere than on this machine. */
  metricsToken?: string | null;
}

export interface Server {
  readonly app: App;
  readonly platform: Platform;
  readonly jobs: Jobs;
  /** From now on it serves this city; before, every operation answers STARTING. */
  serveCity(tenantId: string): void;
}

/** The whole server without its port: the platform, and every room's operations mounted on it. */
export async function buildServer({
  rooms = allRooms,
  listener,
  page,
  time,
  trustedProxies,
  limits,
  metricsToken = null,
  ...parts
}: Parts): Promise<Server> {
  let tenant: string | null = null;
  const metrics = new Metrics();
  const platform: Platform = {
    ...parts,
    db: attended(observed(parts.db, metrics, parts.log), () => platform),
    metrics,
    operations: new Map(),
    settings: new Map(rooms.flatMap((room) => room.settings ?? []).map((setting) => [setting.name, setting])),
    personal: [...personalColumns, ...rooms.flatMap((room) => room.personal ?? [])],
    authenticate,
    tenantId() {
      if (tenant === null) throw new AppError('STARTING', '系统正在启动，请稍候几秒再刷新。');
      return tenant;
    },
  };
  const app = await createApp(platform, {
    ...(listener ? { listener } : {}),
    ...(page ? { page } : {}),
    ...(trustedProxies ? { trustedProxies } : {}),
    ...(limits ? { limits } : {}),
  });
  for (const room of rooms) room.routes?.(app);
  const jobs = createJobs(
    platform,
    rooms.flatMap((room) => room.jobs ?? []),
    time,
  );
  mountProbes(app, jobs, metricsToken);
  return {
    app,
    platform,
    jobs,
    serveCity(tenantId) {
      tenant = tenantId;
    },
  };
}
