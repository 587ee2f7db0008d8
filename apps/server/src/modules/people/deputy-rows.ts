import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { type Grants, grant } from '../../platform/permission.ts';
import { Role } from './contract.ts';
import type { deputySet } from './events.ts';
import { grantOf, type PostRow } from './post-rows.ts';
import type { PeopleTables } from './tables.ts';

export type DeputyRow = Selectable<PeopleTables['deputy']>;

/** Everybody for a post of their own, the approver for those of the organisation, the system administrator for all. */
export const DEPUTY_SETTERS: Grants = {
  ...grant(Role.options, 'self'),
  approver: 'organisation',
  system_administrator: 'territory',
};

export const deputyFacts = (row: DeputyRow, post: PostRow): z.input<typeof deputySet.data> => ({
  postId: row.post_id,
  holderId: post.person_id,
  personId: row.person_id,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  reason: row.reason,
  grant: grantOf(row),
});
