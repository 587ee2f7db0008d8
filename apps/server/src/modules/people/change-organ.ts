import { Uuid } from '../../contract.ts';
import { json } from '../../platform/db/columns.ts';
import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { IssuingOrgan, OrganChange, OrganEnd } from './contract.ts';
import { organChanged, organEnded } from './events.ts';
import { mustReach } from './organisation-facts.ts';
import { checkOrgan, type OrganRow, openOrgan, organFacts, organTarget, organView } from './write-organ.ts';

/** What is numbered from now on carries the new prefix; what has its number keeps it. */
export const changeOrgan = operation({
  name: 'people.change-organ',
  permission: 'people.edit-organs',
  may: { system_administrator: 'territory' },
  target: organTarget,
  leaves: [organChanged],
  input: OrganChange.extend({ organId: Uuid }),
  output: IssuingOrgan,
  run: async ({ tx, actor, clock, input, scope }) => {
    const { tenantId } = actor;
    const before = await openOrgan(tx, tenantId, input.organId, input.rowVersion);
    await mustReach(tx, tenantId, scope, [input.organisationId]);
    const after: OrganRow = {
      ...before,
      name: input.name,
      organisation_id: input.organisationId,
      number_prefixes: input.prefixes,
      row_version: before.row_version + 1,
    };
    await checkOrgan(tx, tenantId, after, clock.today());
    await tx
      .updateTable('issuing_organ')
      .set({ ...after, number_prefixes: json(after.number_prefixes) })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', after.id)
      .execute();
    const facts = { before: organFacts(before), after: organFacts(after) };
    await record(tx, { actor, clock, type: organChanged, subject: after.id, ...facts, why: input.why });
    return organView(tx, tenantId, after.id, clock.today());
  },
});

/** From a day on nothing is issued in its name. Its numbers stay its own. */
export const endOrgan = operation({
  name: 'people.end-organ',
  permission: 'people.edit-organs',
  may: { system_administrator: 'territory' },
  target: organTarget,
  leaves: [organEnded],
  input: OrganEnd.extend({ organId: Uuid }),
  output: IssuingOrgan,
  run: async ({ tx, actor, clock, input }) => {
    const { tenantId } = actor;
    const before = await openOrgan(tx, tenantId, input.organId, input.rowVersion);
    if (before.ended_on !== null)
      throw new AppError('ORGANISATION_ENDED', `“${before.name}”已定于 ${before.ended_on} 停用。`);
    const after: OrganRow = { ...before, ended_on: input.on, row_version: before.row_version + 1 };
    await tx
      .updateTable('issuing_organ')
      .set({ ended_on: after.ended_on, row_version: after.row_version })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', after.id)
      .execute();
    const facts = { before: organFacts(before), after: organFacts(after) };
    await record(tx, { actor, clock, type: organEnded, subject: after.id, ...facts, why: input.why });
    return organView(tx, tenantId, after.id, clock.today());
  },
});
