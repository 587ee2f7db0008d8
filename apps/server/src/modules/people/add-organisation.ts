import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { NewOrganisation, OrganisationDetail } from './contract.ts';
import { organisationAdded } from './events.ts';
import { organisationDetail } from './organisation-detail.ts';
import { allFacts, mustReach, mustReachRegion } from './organisation-facts.ts';
import { nameReading } from './pinyin.ts';
import { placeAfter } from './place.ts';
import { cityRegion } from './queries.ts';
import { stateOf } from './state.ts';
import { findOrganisation, lockStructure, mustExist, type StructureCall } from './structure.ts';
import type { OrganisationState } from './tables.ts';

/** Writes a new organisation with its first state, in the caller's transaction under the structure's lock. */
export async function insertOrganisation(
  call: StructureCall,
  given: Omit<OrganisationState, 'pinyin'> & { code: string; on: string },
): Promise<string> {
  const { tx, tenantId } = call;
  const { code, on, ...fields } = given;
  const same = await tx
    .selectFrom('organisation')
    .where('tenant_id', '=', tenantId)
    .where('code', '=', code)
    .select('name')
    .executeTakeFirst();
  if (same) throw new AppError('CODE_TAKEN', `单位代码 ${code} 已经给了“${same.name}”。请换一个代码。`);
  if (fields.parent_id !== null) await mustOutlive(call, fields.parent_id, on);
  const id = newId();
  const state = stateOf({ ...fields, pinyin: nameReading([fields.short_name, fields.name, ...fields.aliases]) });
  await tx
    .insertInto('organisation')
    .values({ tenant_id: tenantId, id, code, ...state, successor_id: null, valid_from: on, valid_to: null })
    .execute();
  await tx
    .insertInto('organisation_state')
    .values({ tenant_id: tenantId, organisation_id: id, valid_from: on, ...state })
    .execute();
  return id;
}

/** What is new has nothing below it, so there is no circle: it is enough that the one above is there, for good. */
async function mustOutlive({ tx, tenantId }: StructureCall, parentId: string, on: string): Promise<void> {
  const parent = await findOrganisation(tx, tenantId, parentId);
  mustExist(parent, on);
  if (parent.valid_to !== null)
    throw new AppError('ORGANISATION_ENDED', `上级单位“${parent.name}”将于 ${parent.valid_to} 撤销。请另选上级单位。`);
}

export const addOrganisation = operation({
  name: 'people.add-organisation',
  permission: 'people.edit-organisations',
  may: { system_administrator: 'territory' },
  leaves: [organisationAdded],
  input: NewOrganisation,
  output: OrganisationDetail,
  status: 201,
  run: async ({ tx, actor, clock, input, scope }) => {
    const { tenantId } = actor;
    const call = { tx, tenantId, clock };
    await lockStructure(call);
    const parent = input.parentId ? await findOrganisation(tx, tenantId, input.parentId) : null;
    await mustReach(tx, tenantId, scope, [input.parentId]);
    const region = input.regionCode ?? parent?.region_code ?? (await cityRegion(tx, tenantId));
    await mustReachRegion(tx, tenantId, scope, region);
    const state = {
      name: input.name,
      short_name: input.shortName,
      kind: input.kind,
      position: await placeAfter(call, input.afterId ?? null, input.on),
      aliases: input.aliases,
      function: input.function,
      duties: input.duties,
      region_code: region,
      parent_id: input.parentId,
    };
    const id = await insertOrganisation(call, { ...state, code: input.code, on: input.on });
    await record(tx, {
      actor,
      clock,
      type: organisationAdded,
      subject: id,
      before: null,
      after: allFacts(input.code, { ...state, pinyin: '' }, input.on),
      why: input.why,
    });
    return organisationDetail(tx, { actor, today: clock.today() }, id, input.on);
  },
});
