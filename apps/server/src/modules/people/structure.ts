/** The one writer of what organisations are from a day on. */
import { isDeepStrictEqual } from 'node:util';
import { type Selectable, sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import { checkParents } from './parents.ts';
import { nameReading } from './pinyin.ts';
import { stateOf } from './state.ts';
import type { OrganisationState, PeopleTables } from './tables.ts';
import { settle } from './take-effect.ts';

export interface StructureCall {
  tx: Tx;
  tenantId: string;
  clock: Clock;
}
export type OrganisationRow = Selectable<PeopleTables['organisation']>;

/** Two changes of the tree at once could make a circle that neither of them sees. */
export async function lockStructure({ tx, tenantId }: Pick<StructureCall, 'tx' | 'tenantId'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`organisations/${tenantId}`}, 0))`.execute(tx);
}

export async function findOrganisation(tx: Tx, tenantId: string, id: string): Promise<OrganisationRow> {
  const row = await tx
    .selectFrom('organisation')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .selectAll()
    .executeTakeFirst();
  if (!row) throw new AppError('NOT_FOUND', '没有这个单位，请重新选择。');
  return row;
}

/** The organisation under the structure's lock, as its reader saw it; else EDIT_CONFLICT. */
export async function openOrganisation(call: StructureCall, id: string, rowVersion: number): Promise<OrganisationRow> {
  await lockStructure(call);
  const row = await findOrganisation(call.tx, call.tenantId, id);
  if (row.row_version !== rowVersion)
    throw new AppError('EDIT_CONFLICT', `“${row.name}”刚被别人改过。请刷新后核对，再改一次。`, {
      rowVersion: row.row_version,
    });
  return row;
}

export const existsOn = (row: Pick<OrganisationRow, 'valid_from' | 'valid_to'>, day: string): boolean =>
  row.valid_from <= day && (row.valid_to === null || row.valid_to > day);

/** Throws ORGANISATION_ENDED where it does not exist on the day. */
export function mustExist(row: OrganisationRow, day: string): void {
  if (existsOn(row, day)) return;
  const why =
    row.valid_from > day ? `“${row.name}”自 ${row.valid_from} 起才设立` : `“${row.name}”已于 ${row.valid_to} 撤销`;
  throw new AppError('ORGANISATION_ENDED', `${why}，${day} 这一天没有这个单位。请改日期，或另选单位。`);
}

export const statesOf = (tx: Tx, tenantId: string, id: string) =>
  tx
    .selectFrom('organisation_state')
    .where('tenant_id', '=', tenantId)
    .where('organisation_id', '=', id)
    .orderBy('valid_from')
    .selectAll()
    .execute();

export interface StateChange {
  before: OrganisationState;
  after: OrganisationState;
}

/**
 * From `on`, these fields of an organisation are others. A later state keeps a field that it changed itself; what had only
 * been carried along changes with it. Answers the state of that day before and after; null where nothing differs.
 */
export async function changeState(
  call: StructureCall,
  row: OrganisationRow,
  on: string,
  patch: Partial<OrganisationState>,
): Promise<StateChange | null> {
  const change = await writeChange(call, row, on, patch);
  if (change) await touch(call, [row.id], on);
  return change;
}

/** The same for many in a row: their caller makes today's rows follow once, with `touch`. */
export async function writeChange(
  call: StructureCall,
  row: OrganisationRow,
  on: string,
  patch: Partial<OrganisationState>,
): Promise<StateChange | null> {
  mustExist(row, on);
  if (patch.parent_id === row.id)
    throw new AppError('ORGANISATION_CYCLE', `“${row.name}”不能是自己的上级单位。请另选上级单位。`);
  const { tx, tenantId } = call;
  const states = await statesOf(tx, tenantId, row.id);
  const at = states.findLastIndex((state) => state.valid_from <= on);
  const before = stateOf(states[at]!);
  let open = Object.entries(patch).filter(([field, value]) => !isDeepStrictEqual(fieldOf(before, field), value));
  if (open.length === 0) return null;
  const after = read({ ...before, ...Object.fromEntries(open) });
  await writeState(tx, tenantId, row.id, on, after);
  for (const state of states.slice(at + 1)) {
    open = open.filter(([field]) => isDeepStrictEqual(fieldOf(state, field), fieldOf(before, field)));
    if (open.length === 0) break;
    const changed = read({ ...stateOf(state), ...Object.fromEntries(open) });
    await writeState(tx, tenantId, row.id, state.valid_from, changed);
  }
  if ('parent_id' in patch) await checkParents(tx, tenantId, row, on);
  return { before, after };
}

const fieldOf = (state: OrganisationState, field: string): unknown => state[field as keyof OrganisationState];

const read = (state: OrganisationState): OrganisationState => ({
  ...state,
  pinyin: nameReading([state.short_name, state.name, ...state.aliases]),
});

async function writeState(tx: Tx, tenantId: string, id: string, from: string, state: OrganisationState): Promise<void> {
  await tx
    .insertInto('organisation_state')
    .values({ tenant_id: tenantId, organisation_id: id, valid_from: from, ...state })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'organisation_id', 'valid_from']).doUpdateSet(state))
    .execute();
}

/** Marks organisations as changed for their readers, and makes today's rows follow, now or on the day. */
export async function touch(call: StructureCall, ids: readonly string[], on: string): Promise<void> {
  await call.tx
    .updateTable('organisation')
    .set({ row_version: sql<number>`row_version + 1` })
    .where('tenant_id', '=', call.tenantId)
    .where('id', 'in', ids)
    .execute();
  await settle(call, on);
}
