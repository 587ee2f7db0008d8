/** What posts and deputies must be, whoever writes them. */
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import type { PostRow } from './post-rows.ts';
import { findOrganisation, mustExist } from './structure.ts';

/** The organisation exists as long as the post is held, and nobody holds the same one twice on a day. */
export async function checkPost(tx: Tx, tenantId: string, post: PostRow): Promise<void> {
  if (post.valid_to !== null && post.valid_to < post.valid_from)
    throw new AppError('INPUT_INVALID', '任职终止日期早于起始日期。请改正其中一个。');
  const unit = await findOrganisation(tx, tenantId, post.organisation_id);
  mustExist(unit, post.valid_from);
  if (unit.valid_to !== null && (post.valid_to === null || post.valid_to > unit.valid_to))
    throw new AppError(
      'ORGANISATION_ENDED',
      `“${unit.name}”将于 ${unit.valid_to} 撤销，岗位最迟到这一天为止。请填写不晚于它的终止日期。`,
    );
  const same = await tx
    .selectFrom('post')
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', post.person_id)
    .where('organisation_id', '=', post.organisation_id)
    .where('title', '=', post.title)
    .where('role', '=', post.role)
    .where('id', '!=', post.id)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', post.valid_from)]))
    .$if(post.valid_to !== null, (posts) => posts.where('valid_from', '<', post.valid_to!))
    .select(['valid_from', 'valid_to'])
    .executeTakeFirst();
  if (same)
    throw new AppError(
      'INPUT_INVALID',
      `此人自 ${same.valid_from} 起已有同一单位、同一职务、同一角色的岗位。请改那一个岗位，或错开日期。`,
    );
}

/** Runs a write of posts or deputies; the database's own refusal of two kinds of roles in one hand becomes a clear one. */
export async function keepingApart<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'administrators_apart') throw error;
    throw new AppError(
      'ADMINISTRATORS_APART',
      '三员分立：系统、安全、审计管理员互不兼任，也不兼任业务角色（包括代理），同一天里一个人只能是其中一种。请换一个人，或先终止其原有岗位。',
    );
  }
}
