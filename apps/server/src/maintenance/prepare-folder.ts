import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Options } from '../options.ts';
import { refuseUnfinished } from './restore/unfinished.ts';

/** Before the database is opened: what killed commands left is removed, or said. Throws StartRefused. */
export async function prepareFolder({ data, databaseUrl }: Options): Promise<void> {
  await refuseUnfinished(data, async () => (databaseUrl ? hasTables(databaseUrl) : existsSync(join(data, 'database'))));
  for (const copy of ['backup.copy', 'doctor.copy']) await rm(join(data, copy), { recursive: true, force: true });
}

async function hasTables(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query("select to_regclass('public.tenant') is not null as there");
    return (rows[0] as { there: boolean }).there;
  } finally {
    await client.end();
  }
}
