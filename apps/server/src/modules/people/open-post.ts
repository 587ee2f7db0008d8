import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import type { PostRow } from './post-rows.ts';

/** A post, locked, as its reader saw it; else EDIT_CONFLICT. */
export async function openPost(tx: Tx, tenantId: string, id: string, rowVersion?: number): Promise<PostRow> {
  const row = await tx
    .selectFrom('post')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .selectAll()
    .executeTakeFirstOrThrow();
  if (rowVersion !== undefined && row.row_version !== rowVersion)
    throw new AppError('EDIT_CONFLICT', `岗位“${row.title}”刚被别人改过。请刷新后核对，再改一次。`, {
      rowVersion: row.row_version,
    });
  return row;
}
