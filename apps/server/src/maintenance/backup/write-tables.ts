import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { describeTables, readSequences, type TableShape } from '../../platform/db/transfer/catalog.ts';
import { type Digest, LineDigest, rowsOf, writeValuesAlike } from '../../platform/db/transfer/rows.ts';
import type { Manifest } from './manifest.ts';

export const tablePath = (folder: string, table: string): string => join(folder, 'tables', `${table}.jsonl`);

/** Writes every table as lines, and says what it wrote. One transaction that sees one moment. */
export async function writeTables(
  tx: Tx,
  folder: string,
  onTable: (name: string, rows: number) => void,
): Promise<Pick<Manifest, 'at' | 'cities' | 'migrations' | 'tables' | 'sequences'> & { version: string }> {
  await writeValuesAlike(tx);
  await mkdir(join(folder, 'tables'), { recursive: true, mode: 0o700 });
  const moment = await sql<{ at: Date; version: string }>`
    select statement_timestamp() as at, current_setting('server_version') as version`.execute(tx);
  const tables: Manifest['tables'] = [];
  for (const table of await describeTables(tx)) {
    const digest = await writeTable(tx, tablePath(folder, table.name), table);
    tables.push({ name: table.name, columns: [...table.columns], key: [...table.key], ...digest });
    onTable(table.name, digest.rows);
  }
  const migrations = await sql<{ name: string; checksum: string }>`
    select name, checksum from luoshi_migration order by name`.execute(tx);
  return {
    at: moment.rows[0]!.at.toISOString(),
    version: moment.rows[0]!.version,
    cities: await describeCities(tx),
    migrations: migrations.rows,
    tables,
    sequences: [...(await readSequences(tx))],
  };
}

async function writeTable(tx: Tx, path: string, table: TableShape): Promise<Digest> {
  const digest = new LineDigest();
  const out = createWriteStream(path, { mode: 0o600, flush: true });
  const written = finished(out);
  try {
    for await (const lines of rowsOf(tx, table)) {
      digest.add(lines);
      if (!out.write(`${lines.join('\n')}\n`)) await Promise.race([once(out, 'drain'), written]);
    }
    out.end();
  } catch (error) {
    out.destroy();
    await written.catch(() => {});
    throw error;
  }
  await written;
  return digest.end();
}

async function describeCities(tx: Tx): Promise<Manifest['cities']> {
  const { rows } = await sql<{ code: string; name: string; position: number | null; hash: string | null }>`
    select tenant.code, tenant.name, head.position, head.hash from tenant
    left join lateral (select position, hash from event_link where event_link.tenant_id = tenant.id
      order by position desc limit 1) head on true
    order by tenant.code`.execute(tx);
  return rows.map(({ code, name, position, hash }) => ({
    code,
    name,
    record: position === null ? null : { position, hash: hash! },
  }));
}
