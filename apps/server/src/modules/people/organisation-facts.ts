import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import { type Belonging, reaches, type Scope } from '../../platform/permission.ts';
import type { OrganisationFacts } from './events.ts';
import type { StateChange } from './structure.ts';
import type { OrganisationState } from './tables.ts';

const facts = (state: OrganisationState): OrganisationFacts => ({
  name: state.name,
  shortName: state.short_name,
  kind: state.kind,
  order: state.position,
  aliases: state.aliases,
  function: state.function,
  duties: state.duties,
  regionCode: state.region_code,
  parentId: state.parent_id,
});

/** For the record: what of a state changed, and from which day. */
export function changedFacts(change: StateChange, on: string): { before: OrganisationFacts; after: OrganisationFacts } {
  const before = facts(change.before);
  const after = facts(change.after);
  for (const field of Object.keys(after) as (keyof OrganisationFacts)[])
    if (isDeepStrictEqual(before[field], after[field])) {
      delete before[field];
      delete after[field];
    }
  return { before, after: { from: on, ...after } };
}

export const allFacts = (code: string, state: OrganisationState, on: string): OrganisationFacts => ({
  from: on,
  code,
  ...facts(state),
});

/** An operation about one organisation: where it belongs. */
export const organisationTarget = {
  missing: '没有这个单位，或不在您的管理范围内。请从单位名单重新选择。',
  find: async (tx: Tx, tenantId: string, { organisationId }: { organisationId: string }): Promise<Belonging | null> => {
    const row = await tx
      .selectFrom('organisation')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', organisationId)
      .select('region_code')
      .executeTakeFirst();
    return row ? { region: row.region_code, organisations: [organisationId] } : null;
  },
};

/** The other organisations and regions that an operation names: each within what the actor reaches, else NOT_FOUND. */
export async function mustReach(
  tx: Tx,
  tenantId: string,
  scope: Scope,
  ids: readonly (string | null)[],
): Promise<void> {
  for (const organisationId of ids) {
    if (organisationId === null) continue;
    const belonging = await organisationTarget.find(tx, tenantId, { organisationId });
    if (!belonging || !reaches(scope, belonging)) throw new AppError('NOT_FOUND', organisationTarget.missing);
  }
}

export async function mustReachRegion(tx: Tx, tenantId: string, scope: Scope, code: string): Promise<void> {
  const row = await tx
    .selectFrom('region')
    .where('tenant_id', '=', tenantId)
    .where('code', '=', code)
    .select('code')
    .executeTakeFirst();
  if (!row || !reaches(scope, { region: code }))
    throw new AppError('NOT_FOUND', '没有这个地区，或不在您的管理范围内。请重新选择地区。');
}
