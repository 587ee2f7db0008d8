import { sql } from 'kysely';
import pg from 'pg';
import type { Database } from './database.ts';
import { EmbeddedPostgres } from './embedded.ts';
import { migrate } from './migrate.ts';
import { columnParsers, pooledDatabase } from './pooled.ts';
import { WireStream } from './wire-stream.ts';

const ROLE = 'luoshi_app';

/** A database and what only its opener may do with it. */
export interface Opened extends Database {
  /** Names of the migrations applied just now. */
  readonly migrated: readonly string[];
}

/** The embedded database in memory: for tests. From a dumped template it opens in a fraction of the time. */
export async function openInMemory(template?: Uint8Array): Promise<Opened & { dump(): Promise<Uint8Array> }> {
  const embedded = await EmbeddedPostgres.open({ folder: null, ...(template ? { template } : {}), onGone: () => {} });
  const opened = await overEmbedded(embedded);
  return { ...opened, dump: () => embedded.dump() };
}

async function overEmbedded(embedded: EmbeddedPostgres): Promise<Opened> {
  const pool = new pg.Pool({
    max: 1,
    idleTimeoutMillis: 0,
    types: columnParsers,
    stream: () => new WireStream(embedded) as never,
    user: 'postgres',
    database: 'postgres',
  });
  return ready(pool, 'embedded', () => embedded.close());
}

/** PostgreSQL 15 or later by its address. */
export async function openPostgres(url: string, connections = 10): Promise<Opened> {
  const pool = new pg.Pool({ connectionString: url, max: connections, types: columnParsers });
  // A connection that breaks while idle: the pool makes a new one; without a listener the process would end.
  pool.on('error', () => {});
  return ready(pool, 'postgres');
}

async function ready(pool: pg.Pool, kind: Database['kind'], onClose?: () => Promise<void>): Promise<Opened> {
  const plain = pooledDatabase(kind, pool, null);
  const migrated = await migrate(plain);
  const role = await plain.system(async (tx) => {
    const { rows } = await sql<{
      may: boolean;
    }>`select coalesce((select pg_has_role(current_user, oid, 'MEMBER') from pg_roles where rolname = ${ROLE}), false) as may`.execute(
      tx,
    );
    return rows[0]?.may ? ROLE : null;
  });
  return { ...pooledDatabase(kind, pool, role, onClose), migrated };
}
