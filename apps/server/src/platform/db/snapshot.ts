import { rm } from 'node:fs/promises';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Snapshot, Tx } from './database.ts';
import { EmbeddedPostgres } from './embedded.ts';
import type { EngineName } from './engines.ts';
import { columnParsers, pooledDatabase } from './pooled.ts';
import type { Schema } from './schema.ts';
import { WireStream } from './wire-stream.ts';

/** The driver's pool over an embedded database. Its one connection is what keeps transactions apart, first come first served. */
export const embeddedPool = (embedded: EmbeddedPostgres): pg.Pool =>
  new pg.Pool({
    max: 1,
    pipeline: true,
    idleTimeoutMillis: 0,
    types: columnParsers,
    stream: () => new WireStream(embedded) as never,
    user: 'postgres',
    database: 'postgres',
  });

/** A copy of an embedded database's folder, read by the engine that wrote it; removed when it is closed. */
export async function readCopy(folder: string, engine: EngineName): Promise<Snapshot> {
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    return readEngine(await EmbeddedPostgres.openCopy(folder, engine), remove);
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Reads an engine of its own, which is closed with it. */
export function readEngine(embedded: EmbeddedPostgres, onClosed: () => Promise<void> = async () => {}): Snapshot {
  const copy = pooledDatabase('embedded', embeddedPool(embedded), null, () => embedded.close());
  return {
    read: (fn) => copy.system(fn),
    async close() {
      await copy.close().catch(() => {});
      await onClosed();
    },
  };
}

/** The moment of its first statement, on a connection of its own. */
export function snapshotOfPostgres(url: string): Snapshot {
  const pool = new pg.Pool({ connectionString: url, max: 1, types: columnParsers });
  pool.on('error', () => {});
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return {
    read: (fn) =>
      kysely
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute(async (tx: Tx) => {
          await sql`select set_config('luoshi.system', 'on', true), set_config('statement_timeout', '0', true)`.execute(
            tx,
          );
          return fn(tx);
        }),
    close: () => kysely.destroy(),
  };
}
