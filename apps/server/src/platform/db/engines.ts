import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartRefused } from '../errors.ts';

/** An engine opened on a folder. One that is not the current engine brings its own way to send bytes of the protocol. */
export interface OpenedEngine {
  database: { exec(text: string): Promise<unknown>; close(): Promise<void> };
  wire?(bytes: Uint8Array): Promise<Uint8Array>;
}

/** Of the protocol: AuthenticationOk, ReadyForQuery. */
const WELCOME = new Uint8Array([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);

/** PostgreSQL's major version that the current engine is. */
export const CURRENT_ENGINE = '18';

/** The engines that folders of ours were written by, by PostgreSQL's major version. */
const ENGINES = {
  '17': async (folder: string): Promise<OpenedEngine> => {
    const { PGlite } = await import('pglite-0.3');
    const database = await PGlite.create(folder);
    return {
      database,
      // To whoever begins (that message alone has no letter) it would say: a password, which nobody ever set.
      wire: async (bytes) => (bytes[0] === 0 ? WELCOME : database.execProtocolRaw(bytes, { syncToFs: false })),
    };
  },
  [CURRENT_ENGINE]: async (folder: string): Promise<OpenedEngine> => {
    const { PGlite } = await import('@electric-sql/pglite');
    return { database: await PGlite.create(folder) };
  },
};

export type EngineName = keyof typeof ENGINES;

/** Opens a folder with an engine, which is loaded only now. */
export const openWith = (name: EngineName, folder: string): Promise<OpenedEngine> => ENGINES[name](folder);

/** The engine that wrote a database's folder; null where there is no database. Throws StartRefused for one that this program does not have. */
export function engineOf(folder: string): EngineName | null {
  let version: string;
  try {
    version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  if (Object.hasOwn(ENGINES, version)) return version as EngineName;
  if (Number(version) > Number(CURRENT_ENGINE))
    throw new StartRefused(
      `数据目录由更新版本的内置数据库（PostgreSQL ${version}）建立，本程序（PostgreSQL ${CURRENT_ENGINE}）不能读取，没有作任何改动。请使用新版本的落实。`,
    );
  throw new StartRefused(
    `数据目录由 PostgreSQL ${version} 的内置数据库建立，本程序读不了这么旧的格式，没有作任何改动。请先用当时的版本备份（luoshi backup），再用本程序恢复。`,
  );
}
