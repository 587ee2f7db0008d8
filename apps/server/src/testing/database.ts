import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { inject } from 'vitest';
import type { Database } from '../platform/db/database.ts';
import { openInMemory, openPostgres } from '../platform/db/open.ts';
import { newId } from '../platform/ids.ts';
import { query } from './postgres.ts';

/** Which database this run of the tests is for. */
export const testDatabase = (): 'embedded' | 'postgres' =>
  process.env.LUOSHI_TEST_DATABASE === 'postgres' ? 'postgres' : 'embedded';

/** An empty migrated database of the kind that this run is for, of the caller's own. */
export async function openTestDatabase(): Promise<Database> {
  if (testDatabase() === 'embedded') return openInMemory(new Uint8Array(readFileSync(inject('embeddedTemplate'))));
  const { url, drop } = await newPostgresDatabase(inject('postgresTemplate'));
  const database = await openPostgres(url, 4);
  return {
    ...database,
    async close() {
      await database.close();
      await drop();
    },
  };
}

/** A new database on the tests' PostgreSQL: a copy of the template, or an empty one. */
export async function newPostgresDatabase(template = 'template1'): Promise<{ url: string; drop(): Promise<void> }> {
  const address = (database: string) => inject('postgresAddress').replace('{}', database);
  const name = `luoshi_test_${newId().replaceAll('-', '')}`;
  for (let tries = 0; ; tries += 1) {
    try {
      await query(address('postgres'), `create database ${name} template ${template}`);
      break;
    } catch (error) {
      // Another copy of the template is being made just now.
      if ((error as { code?: string }).code !== '55006' || tries > 100) throw error;
      await pause(50);
    }
  }
  return { url: address(name), drop: () => query(address('postgres'), `drop database if exists ${name} with (force)`) };
}
