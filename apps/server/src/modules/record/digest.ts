/** Pure: the one form of an event that is hashed, and the chain's arithmetic. */
import { hash } from 'node:crypto';

/** An event as its row reads back; both databases give the same. */
export interface Recorded {
  readonly tenant_id: string;
  readonly id: string;
  /** Microseconds since 1970. */
  readonly at: number;
  readonly actor_id: string | null;
  readonly actor_name: string;
  readonly actor_post_id: string | null;
  readonly actor_organisation_id: string | null;
  readonly via: string | null;
  readonly actor_personal: string | null;
  readonly operation: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly why: string;
}

export const sm3 = (text: string): string => hash('sm3', text);

/** JSON with the keys of every object in order: equal values give equal text. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const fields = Object.entries(value).filter(([, one]) => one !== undefined);
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}

/** SM3 over every column. */
export const digestOf = (event: Recorded): string =>
  sm3(
    canonical([
      event.tenant_id,
      event.id,
      event.at,
      event.actor_id,
      event.actor_name,
      event.actor_post_id,
      event.actor_organisation_id,
      event.via,
      event.actor_personal,
      event.operation,
      event.subject_kind,
      event.subject_id,
      event.before,
      event.after,
      event.why,
    ]),
  );

/** What the first link follows. */
export const BEGINNING = '0'.repeat(64);

export const linkHash = (previous: string, position: number, eventId: string, digest: string): string =>
  sm3(`${previous}\n${position}\n${eventId}\n${digest}`);
