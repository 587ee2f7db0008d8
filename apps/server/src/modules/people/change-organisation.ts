/** Operations that give an organisation another state from a day on: their common part. */
import type { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import { record } from '../record/index.ts';
import type { OrganisationDetail } from './contract.ts';
import type { organisationRenamed } from './events.ts';
import { organisationDetail } from './organisation-detail.ts';
import { changedFacts } from './organisation-facts.ts';
import { changeState, openOrganisation } from './structure.ts';
import type { OrganisationState } from './tables.ts';

interface Change {
  organisationId: string;
  rowVersion: number;
  on: string;
  why: string;
}

export async function changeOrganisation(
  { tx, actor, clock, input }: { tx: Tx; actor: Actor; clock: Clock; input: Change },
  type: typeof organisationRenamed,
  patch: Partial<OrganisationState>,
): Promise<z.input<typeof OrganisationDetail>> {
  const call = { tx, tenantId: actor.tenantId, clock };
  const row = await openOrganisation(call, input.organisationId, input.rowVersion);
  const change = await changeState(call, row, input.on, patch);
  if (!change) throw new AppError('INPUT_INVALID', `“${row.name}”在 ${input.on} 已经是这样，没有可改的。`);
  await record(tx, { actor, clock, type, subject: row.id, ...changedFacts(change, input.on), why: input.why });
  return organisationDetail(tx, { actor, today: clock.today() }, row.id, input.on);
}
