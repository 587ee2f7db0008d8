import type { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { reaches, scopeOf } from '../../platform/permission.ts';
import type { OrganisationDetail } from './contract.ts';
import { membersOn } from './memberships.ts';
import { organisationsOn, organsOf, regionsOf } from './queries.ts';
import { existsOn, findOrganisation, statesOf } from './structure.ts';

type Detail = z.input<typeof OrganisationDetail>;

/** An organisation as it is on a day, and its whole history. */
export async function organisationDetail(
  tx: Tx,
  { actor, today }: { actor: Actor; today: string },
  id: string,
  on: string,
): Promise<Detail> {
  const { tenantId } = actor;
  const row = await findOrganisation(tx, tenantId, id);
  const states = await statesOf(tx, tenantId, id);
  const onDay = await organisationsOn(tx, tenantId, on);
  const all = await tx
    .selectFrom('organisation')
    .where('tenant_id', '=', tenantId)
    .orderBy('position')
    .select(['id', 'name'])
    .execute();
  const called = new Map(all.map((one) => [one.id, one.name]));
  for (const one of onDay) called.set(one.id, one.name);
  const named = (one: string) => ({ id: one, name: called.get(one) ?? '' });
  const regions = new Map((await regionsOf(tx, tenantId)).map((region) => [region.code, region.name]));
  const views = states.map((state) => ({
    validFrom: state.valid_from,
    name: state.name,
    shortName: state.short_name,
    kind: state.kind,
    parent: state.parent_id === null ? null : named(state.parent_id),
    region: { code: state.region_code, name: regions.get(state.region_code) ?? '' },
    aliases: state.aliases,
    function: state.function,
    duties: state.duties,
  }));
  const heirs = await tx
    .selectFrom('organisation_successor')
    .where('tenant_id', '=', tenantId)
    .where((where) => where.or([where('organisation_id', '=', id), where('successor_id', '=', id)]))
    .orderBy('position')
    .selectAll()
    .execute();
  const groups = await tx
    .selectFrom('organisation_membership')
    .where('tenant_id', '=', tenantId)
    .where('member_id', '=', id)
    .where('valid_from', '<=', on)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', on)]))
    .select('group_id')
    .execute();
  const organs = (await organsOf(tx, tenantId, today)).filter((organ) => organ.organisation_id === id);
  const reach = await scopeOf(tx, actor, { system_administrator: 'territory' });
  return {
    id,
    code: row.code,
    on,
    rowVersion: row.row_version,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    state: existsOn(row, on) ? (views.findLast((state) => state.validFrom <= on) ?? null) : null,
    states: views.toReversed(),
    successors: heirs.filter((heir) => heir.organisation_id === id).map((heir) => named(heir.successor_id)),
    predecessors: heirs.filter((heir) => heir.successor_id === id).map((heir) => named(heir.organisation_id)),
    children: onDay.filter((one) => one.parent_id === id).map((one) => named(one.id)),
    members: (await membersOn(tx, tenantId, id, on)).map(named),
    groups: groups.map((group) => named(group.group_id)),
    organs: organs.map((organ) => ({ id: organ.id, name: organ.name })),
    within: reaches(reach, { region: row.region_code }),
  };
}
