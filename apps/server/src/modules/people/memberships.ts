/** The one writer of who belongs to a group. */
import type { Tx } from '../../platform/db/database.ts';

/** Ids of a group's members on a day, in order. */
export async function membersOn(tx: Tx, tenantId: string, groupId: string, day: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('organisation_membership')
    .where('tenant_id', '=', tenantId)
    .where('group_id', '=', groupId)
    .where('valid_from', '<=', day)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', day)]))
    .orderBy('position')
    .select('member_id')
    .execute();
  return rows.map((row) => row.member_id);
}

/** Ids of the members of every group that has any on a day, in order. */
export async function membersByGroup(tx: Tx, tenantId: string, day: string): Promise<Map<string, string[]>> {
  const rows = await tx
    .selectFrom('organisation_membership')
    .where('tenant_id', '=', tenantId)
    .where('valid_from', '<=', day)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', day)]))
    .orderBy('position')
    .select(['group_id', 'member_id'])
    .execute();
  const groups = Map.groupBy(rows, (row) => row.group_id);
  return new Map([...groups].map(([id, members]) => [id, members.map((row) => row.member_id)]));
}

/** From a day on a group has these members in this order, whatever had been set for later days. */
export async function replaceMembers(
  tx: Tx,
  tenantId: string,
  groupId: string,
  ids: readonly string[],
  on: string,
): Promise<void> {
  await endMemberships(tx, tenantId, 'group_id', groupId, on);
  if (ids.length === 0) return;
  const rows = ids.map((id, index) => ({
    tenant_id: tenantId,
    group_id: groupId,
    member_id: id,
    valid_from: on,
    valid_to: null,
    position: index + 1,
  }));
  await tx.insertInto('organisation_membership').values(rows).execute();
}

/** Nothing of a group, or of a member, holds from a day on. */
export async function endMemberships(
  tx: Tx,
  tenantId: string,
  whose: 'group_id' | 'member_id',
  id: string,
  on: string,
): Promise<void> {
  await tx
    .deleteFrom('organisation_membership')
    .where('tenant_id', '=', tenantId)
    .where(whose, '=', id)
    .where('valid_from', '>=', on)
    .execute();
  await tx
    .updateTable('organisation_membership')
    .set({ valid_to: on })
    .where('tenant_id', '=', tenantId)
    .where(whose, '=', id)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', on)]))
    .execute();
}
