/** Ending an organisation, with or without somebody who takes over: the one writer of its end. */
import type { Actor } from '../../platform/actor.ts';
import { AppError } from '../../platform/errors.ts';
import { closePosts, type PostsThen } from './close-posts.ts';
import { endMemberships } from './memberships.ts';
import { childrenFrom } from './parents.ts';
import { findOrganisation, mustExist, type OrganisationRow, type StructureCall, touch } from './structure.ts';

export interface Closing {
  on: string;
  successorIds: readonly string[];
  posts: PostsThen;
  actor: Actor;
  why: string;
}

/**
 * From `on` it is no more. Refused while an organisation stands below it or an organ issues in its name, and while posts
 * would outlive it unless `posts` says what becomes of them. Who takes over exists on that day.
 */
export async function closeOrganisation(call: StructureCall, row: OrganisationRow, closing: Closing): Promise<void> {
  const { tx, tenantId } = call;
  const { on, successorIds } = closing;
  if (row.valid_to !== null)
    throw new AppError('ORGANISATION_ENDED', `“${row.name}”已定于 ${row.valid_to} 撤销，不能再撤销一次。`);
  if (row.valid_from >= on)
    throw new AppError('ORGANISATION_ENDED', `“${row.name}”自 ${row.valid_from} 起才设立，撤销日期必须晚于这一天。`);
  for (const id of successorIds) {
    if (id === row.id) throw new AppError('INPUT_INVALID', `“${row.name}”不能由它自己承接。请另选承接单位。`);
    mustExist(await findOrganisation(tx, tenantId, id), on);
  }
  await refuseWhatHangsOnIt(call, row, on);
  await closePosts(call, row, closing);
  await tx
    .deleteFrom('organisation_state')
    .where('tenant_id', '=', tenantId)
    .where('organisation_id', '=', row.id)
    .where('valid_from', '>=', on)
    .execute();
  await endMemberships(tx, tenantId, 'member_id', row.id, on);
  await endMemberships(tx, tenantId, 'group_id', row.id, on);
  await tx
    .updateTable('organisation')
    .set({ valid_to: on, successor_id: successorIds[0] ?? null })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', row.id)
    .execute();
  if (successorIds.length)
    await tx
      .insertInto('organisation_successor')
      .values(
        successorIds.map((successor, index) => ({
          tenant_id: tenantId,
          organisation_id: row.id,
          successor_id: successor,
          position: index + 1,
        })),
      )
      .execute();
  await touch(call, [row.id], on);
}

async function refuseWhatHangsOnIt({ tx, tenantId }: StructureCall, row: OrganisationRow, on: string): Promise<void> {
  const children = await childrenFrom(tx, tenantId, row.id, on);
  if (children.length)
    throw new AppError(
      'ORGANISATION_IN_USE',
      `“${row.name}”在 ${on} 之后还有下属单位：${list(children)}。请先把它们调整到别的单位，或先行撤销。`,
      { organisations: children },
    );
  // Who took over from others is there at least until after it has.
  const heirOf = await tx
    .selectFrom('organisation_successor')
    .innerJoin('organisation', (join) =>
      join
        .onRef('organisation.tenant_id', '=', 'organisation_successor.tenant_id')
        .onRef('organisation.id', '=', 'organisation_successor.organisation_id'),
    )
    .where('organisation_successor.tenant_id', '=', tenantId)
    .where('organisation_successor.successor_id', '=', row.id)
    .where('organisation.valid_to', '>=', on)
    .select(['organisation.id', 'organisation.name'])
    .execute();
  if (heirOf.length)
    throw new AppError(
      'ORGANISATION_IN_USE',
      `“${row.name}”在 ${on} 或之后还要承接 ${list(heirOf)}。请把撤销日期改到承接之后。`,
      { organisations: heirOf },
    );
  const organs = await tx
    .selectFrom('issuing_organ')
    .where('tenant_id', '=', tenantId)
    .where('organisation_id', '=', row.id)
    .where((where) => where.or([where('ended_on', 'is', null), where('ended_on', '>', on)]))
    .select(['id', 'name'])
    .execute();
  if (organs.length)
    throw new AppError(
      'ORGANISATION_IN_USE',
      `发文机关 ${list(organs)} 以“${row.name}”的名义发文。请先改由别的单位承担，或先停用。`,
      { organs },
    );
}

const list = (rows: readonly { name: string }[]): string =>
  rows
    .slice(0, 5)
    .map((row) => `“${row.name}”`)
    .join('、') + (rows.length > 5 ? `等 ${rows.length} 个` : '');
