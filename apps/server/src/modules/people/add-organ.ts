import { json } from '../../platform/db/columns.ts';
import { newId } from '../../platform/ids.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { IssuingOrgan, NewOrgan } from './contract.ts';
import { organAdded } from './events.ts';
import { mustReach, mustReachRegion } from './organisation-facts.ts';
import { organsOf } from './queries.ts';
import { checkOrgan, type OrganRow, organFacts, organView } from './write-organ.ts';

/** A government or office in whose name things are issued: its numbers begin at 1. */
export const addOrgan = operation({
  name: 'people.add-organ',
  permission: 'people.edit-organs',
  may: { system_administrator: 'territory' },
  leaves: [organAdded],
  input: NewOrgan,
  output: IssuingOrgan,
  status: 201,
  run: async ({ tx, actor, clock, input, scope }) => {
    const { tenantId } = actor;
    await mustReachRegion(tx, tenantId, scope, input.regionCode);
    await mustReach(tx, tenantId, scope, [input.organisationId]);
    const last = (await organsOf(tx, tenantId)).at(-1);
    const row: OrganRow = {
      tenant_id: tenantId,
      id: newId(),
      name: input.name,
      region_code: input.regionCode,
      organisation_id: input.organisationId,
      number_prefixes: input.prefixes,
      position: (last?.position ?? 0) + 1,
      ended_on: null,
      row_version: 1,
    };
    await checkOrgan(tx, tenantId, row, clock.today());
    await tx
      .insertInto('issuing_organ')
      .values({ ...row, number_prefixes: json(row.number_prefixes) })
      .execute();
    await record(tx, {
      actor,
      clock,
      type: organAdded,
      subject: row.id,
      before: null,
      after: organFacts(row),
      why: input.why,
    });
    return organView(tx, tenantId, row.id, clock.today());
  },
});
