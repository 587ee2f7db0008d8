/** What the tests of the record share. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { TestServer } from '../../testing/harness.ts';
import type { Verifying } from './verify-record.ts';

const TABLES = ['event', 'event_link', 'event_checkpoint'];

/** As whoever owns the database and shuns nothing: no trigger, no row level security. */
export function asOwner(server: TestServer, work: (tx: Tx) => Promise<unknown>): Promise<void> {
  return server.db.system(async (tx) => {
    for (const table of TABLES) await sql.raw(`alter table ${table} disable trigger user`).execute(tx);
    await work(tx);
    for (const table of TABLES) await sql.raw(`alter table ${table} enable trigger user`).execute(tx);
  });
}

export const verifying = ({ platform, city, clock }: TestServer): Verifying => ({
  db: platform.db,
  tenantId: city.tenantId,
  publicKey: platform.keys.signer.publicKey,
  data: platform.data,
  now: () => clock.now(),
});
