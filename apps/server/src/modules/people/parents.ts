import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import type { OrganisationRow } from './structure.ts';

interface Tree {
  life: Map<string, { name: string; valid_from: string; valid_to: string | null }>;
  /** Each organisation's parents with the day from which each holds, in order. */
  parents: Map<string, { valid_from: string; parent_id: string | null }[]>;
}

async function loadTree(tx: Tx, tenantId: string): Promise<Tree> {
  const rows = await tx
    .selectFrom('organisation')
    .where('tenant_id', '=', tenantId)
    .select(['id', 'name', 'valid_from', 'valid_to'])
    .execute();
  const states = await tx
    .selectFrom('organisation_state')
    .where('tenant_id', '=', tenantId)
    .orderBy('valid_from')
    .select(['organisation_id', 'valid_from', 'parent_id'])
    .execute();
  return {
    life: new Map(rows.map((row) => [row.id, row])),
    parents: Map.groupBy(states, (state) => state.organisation_id),
  };
}

const parentOn = (tree: Tree, id: string, day: string): string | null =>
  tree.parents.get(id)?.findLast((state) => state.valid_from <= day)?.parent_id ?? null;

/**
 * From a day on, an organisation stands below none that does not exist then, and never, by way of others, below itself:
 * judged on every later day on which something in the tree changes. Throws ORGANISATION_CYCLE, ORGANISATION_ENDED.
 */
export async function checkParents(tx: Tx, tenantId: string, row: OrganisationRow, on: string): Promise<void> {
  const tree = await loadTree(tx, tenantId);
  const days = new Set([on]);
  for (const states of tree.parents.values()) for (const state of states) days.add(state.valid_from);
  for (const one of tree.life.values()) if (one.valid_to) days.add(one.valid_to);
  for (const day of [...days].filter((one) => one >= on && (row.valid_to === null || one < row.valid_to)).sort()) {
    const above = parentOn(tree, row.id, day);
    if (above === null) continue;
    const parent = tree.life.get(above)!;
    if (parent.valid_from > day || (parent.valid_to !== null && parent.valid_to <= day))
      throw new AppError(
        'ORGANISATION_ENDED',
        `上级单位“${parent.name}”在 ${day} 不存在，“${row.name}”不能归它管。请改日期，或另选上级单位。`,
      );
    for (let at: string | null = above; at !== null; at = parentOn(tree, at, day))
      if (at === row.id)
        throw new AppError(
          'ORGANISATION_CYCLE',
          `“${parent.name}”在 ${day} 本身归“${row.name}”管，不能反过来作它的上级单位。请另选上级单位。`,
        );
  }
}

/** Organisations that stand directly below one on a day from `on` on, with the first such day. */
export async function childrenFrom(
  tx: Tx,
  tenantId: string,
  id: string,
  on: string,
): Promise<{ id: string; name: string }[]> {
  const tree = await loadTree(tx, tenantId);
  const children: { id: string; name: string }[] = [];
  for (const [child, states] of tree.parents) {
    const life = tree.life.get(child)!;
    if (life.valid_to !== null && life.valid_to <= on) continue;
    const later = states.filter(
      (state) => state.valid_from > on && (life.valid_to === null || state.valid_from < life.valid_to),
    );
    if (parentOn(tree, child, on) === id || later.some((state) => state.parent_id === id))
      children.push({ id: child, name: life.name });
  }
  return children;
}
