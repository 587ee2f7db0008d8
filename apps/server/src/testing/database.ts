import type { Database } from '../platform/db/database.ts';
import { openInMemory } from '../platform/db/open.ts';

/** An empty migrated database of the kind that this run is for. */
export async function openTestDatabase(): Promise<Database> {
  return openInMemory();
}
