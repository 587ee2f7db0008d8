import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { GrantState } from './contract.ts';
import type { PostFacts } from './events.ts';
import type { PeopleTables } from './tables.ts';

export type PostRow = Selectable<PeopleTables['post']>;

export const grantOf = (row: { granted_at: Date | null; withdrawn_at: Date | null }): z.infer<typeof GrantState> =>
  row.granted_at ? 'granted' : row.withdrawn_at ? 'withdrawn' : 'waiting';

export const postFacts = (row: PostRow): PostFacts => ({
  personId: row.person_id,
  organisationId: row.organisation_id,
  title: row.title,
  role: row.role,
  sponsor: row.sponsor,
  position: row.position,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  grant: grantOf(row),
});

/** Whether something with a period holds on a day. */
export const holdsOn = (row: { valid_from: string; valid_to: string | null }, day: string): boolean =>
  row.valid_from <= day && (row.valid_to === null || row.valid_to > day);

/** What changes the permission that a post gives: another role, or more days. */
export const widens = (before: PostRow, after: PostRow): boolean =>
  after.role !== before.role ||
  after.valid_from < before.valid_from ||
  (before.valid_to !== null && (after.valid_to === null || after.valid_to > before.valid_to));
