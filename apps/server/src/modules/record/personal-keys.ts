import { randomBytes } from 'node:crypto';
import { afterCommit } from '../../platform/db/after-commit.ts';
import type { Tx } from '../../platform/db/database.ts';
import { platformOf } from '../../platform/of-transaction.ts';
import type { Platform } from '../../platform/platform.ts';

const PURPOSE = 'record.personal-key';
/** How long another server may go on with the key of somebody who has been erased. */
const KEPT_MS = 60_000;
const MOST = 10_000;

export interface Kept {
  readonly key: Uint8Array | null;
  readonly until: number;
  /** What was sealed last of who they are and where they act from: the same again needs no new sealing. */
  sealed: { of: string; text: string } | null;
}

const caches = new WeakMap<Platform, Map<string, Kept>>();
const made = new WeakMap<Tx, Map<string, Kept>>();

function cacheOf(platform: Platform): Map<string, Kept> {
  const cache = caches.get(platform) ?? new Map<string, Kept>();
  caches.set(platform, cache);
  return cache;
}

/** The keys of people by their id; null for the erased. Where `make` says so, who has none gets one. */
export async function personalKeys(
  tx: Tx,
  tenantId: string,
  people: Iterable<string>,
  make: boolean,
): Promise<Map<string, Kept>> {
  const platform = platformOf(tx);
  const cache = cacheOf(platform);
  const mine = made.get(tx);
  const found = new Map<string, Kept>();
  const missing: string[] = [];
  for (const id of people) {
    const name = `${tenantId}/${id}`;
    const kept = mine?.get(name) ?? cache.get(name);
    if (kept && kept.until > performance.now()) found.set(id, kept);
    else if (!missing.includes(id)) missing.push(id);
  }
  if (missing.length === 0) return found;
  for (const { person_id, sealed } of await rowsOf(tx, tenantId, missing)) {
    const key = sealed === null ? null : platform.keys.decrypt(PURPOSE, sealed);
    found.set(person_id, keep(cache, `${tenantId}/${person_id}`, key));
  }
  if (make) await makeKeys(tx, tenantId, missing.filter((id) => !found.has(id)).sort(), found);
  return found;
}

const rowsOf = (tx: Tx, tenantId: string, people: readonly string[]) =>
  tx
    .selectFrom('personal_key')
    .where('tenant_id', '=', tenantId)
    .where('person_id', 'in', people)
    .select(['person_id', 'sealed'])
    .execute();

// In order, so that two transactions which make keys for the same people do not wait for each other.
async function makeKeys(tx: Tx, tenantId: string, people: readonly string[], found: Map<string, Kept>): Promise<void> {
  if (people.length === 0) return;
  const platform = platformOf(tx);
  const rows = people.map((person_id) => ({ person_id, key: new Uint8Array(randomBytes(32)) }));
  const written = await tx
    .insertInto('personal_key')
    .values(
      rows.map(({ person_id, key }) => ({
        tenant_id: tenantId,
        person_id,
        sealed: platform.keys.encrypt(PURPOSE, key),
        created_at: platform.clock.now(),
        erased_at: null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('person_id')
    .execute();
  const own = made.get(tx) ?? new Map<string, Kept>();
  made.set(tx, own);
  for (const { person_id } of written) {
    const { key } = rows.find((row) => row.person_id === person_id)!;
    const kept: Kept = { key, until: Number.POSITIVE_INFINITY, sealed: null };
    found.set(person_id, kept);
    own.set(`${tenantId}/${person_id}`, kept);
    // Only a key that has been kept may be used again: one that was rolled back opens nothing.
    afterCommit(tx, () => keep(cacheOf(platform), `${tenantId}/${person_id}`, key));
  }
  const lost = people.filter((id) => !found.has(id));
  for (const { person_id, sealed } of lost.length ? await rowsOf(tx, tenantId, lost) : [])
    found.set(
      person_id,
      keep(
        cacheOf(platform),
        `${tenantId}/${person_id}`,
        sealed === null ? null : platform.keys.decrypt(PURPOSE, sealed),
      ),
    );
}

function keep(cache: Map<string, Kept>, name: string, key: Uint8Array | null): Kept {
  const kept: Kept = { key, until: performance.now() + KEPT_MS, sealed: null };
  cache.delete(name);
  if (cache.size >= MOST) cache.delete(cache.keys().next().value!);
  cache.set(name, kept);
  return kept;
}

/** The person's key is gone once the transaction commits, and what it sealed cannot be read by anybody. */
export async function destroyKey(tx: Tx, tenantId: string, personId: string): Promise<void> {
  const platform = platformOf(tx);
  const at = platform.clock.now();
  await tx
    .insertInto('personal_key')
    .values({ tenant_id: tenantId, person_id: personId, sealed: null, created_at: at, erased_at: at })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'person_id']).doUpdateSet({ sealed: null, erased_at: at }))
    .execute();
  afterCommit(tx, () => caches.get(platform)?.delete(`${tenantId}/${personId}`));
}
