import type { Platform } from '../../platform/platform.ts';

/** Beyond this many that wait for the chain, the oldest are taken on trust: memory has an end. */
const MOST = 200_000;

/**
 * What this process saw committed, until it sees the same in the chain. Between the two, somebody with the database's own
 * rights could change an event before its hash is chained; then the chain would attest the change.
 */
export class Witness {
  readonly #seen = new Map<string, string>();
  /** How many were let go unconfirmed. */
  unconfirmed = 0;
  /** What was found missing or changed. */
  alarms = 0;

  saw(eventId: string, digest: string): void {
    this.#seen.set(eventId, digest);
    if (this.#seen.size <= MOST) return;
    this.#seen.delete(this.#seen.keys().next().value!);
    this.unconfirmed += 1;
  }

  /** The digest that was committed, of an event that waits to be confirmed. */
  expected(eventId: string): string | undefined {
    return this.#seen.get(eventId);
  }

  /** Looked at: as it was committed, or an alarm has been raised. */
  settle(eventId: string): void {
    this.#seen.delete(eventId);
  }

  /** Some that have waited longest. */
  oldest(count: number): string[] {
    const ids: string[] = [];
    for (const id of this.#seen.keys()) {
      if (ids.length === count) break;
      ids.push(id);
    }
    return ids;
  }

  get waiting(): number {
    return this.#seen.size;
  }
}

const witnesses = new WeakMap<Platform, Map<string, Witness>>();

/** How many events this server has not found in the chain as it saw them committed, in all cities. */
export const witnessAlarms = (platform: Platform): number =>
  [...(witnesses.get(platform)?.values() ?? [])].reduce((sum, { alarms }) => sum + alarms, 0);

export function witnessOf(platform: Platform, tenantId: string): Witness {
  const cities = witnesses.get(platform) ?? new Map<string, Witness>();
  witnesses.set(platform, cities);
  const witness = cities.get(tenantId) ?? new Witness();
  cities.set(tenantId, witness);
  return witness;
}
