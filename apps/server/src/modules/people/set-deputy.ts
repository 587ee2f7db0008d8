import { Uuid } from '../../contract.ts';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { ADMINISTRATORS, NewDeputy, PersonDetail } from './contract.ts';
import { DEPUTY_SETTERS, type DeputyRow, deputyFacts } from './deputy-rows.ts';
import { deputySet } from './events.ts';
import { openPost } from './open-post.ts';
import { personDetail } from './person-detail.ts';
import { postTarget } from './person-reach.ts';
import type { PostRow } from './post-rows.ts';
import { keepingApart } from './write-post.ts';

/** Somebody stands in for a post for some days (AB 角), and acts with it in the holder's stead. */
export const setDeputy = operation({
  name: 'people.set-deputy',
  may: DEPUTY_SETTERS,
  target: postTarget,
  leaves: [deputySet],
  input: NewDeputy.extend({ postId: Uuid }),
  output: PersonDetail,
  status: 201,
  run: async ({ tx, actor, clock, input, scope }) => {
    const { tenantId } = actor;
    const post = await openPost(tx, tenantId, input.postId);
    const own = post.person_id === actor.personId;
    const within = own || scope.organisations.includes(post.organisation_id);
    const administers = ADMINISTRATORS.some((role) => role === post.role);
    if (administers && !own && within) throw new AppError('NOT_ALLOWED', '管理员岗位的代理人由本人或系统管理员指定。');
    checkPeriod(post, input, clock.today());
    await checkPerson(tx, tenantId, post, input, within);
    // What is one's own, or one's own unit's, may be lent; what the system administrator gives is granted by another.
    const granted = within && !administers;
    const row: DeputyRow = {
      tenant_id: tenantId,
      id: newId(),
      post_id: post.id,
      person_id: input.personId,
      valid_from: input.validFrom,
      valid_to: input.validTo,
      reason: input.why,
      set_by: actor.personId,
      granted_at: granted ? clock.now() : null,
      granted_by: granted ? actor.personId : null,
      withdrawn_at: null,
      row_version: 1,
    };
    await keepingApart(() => tx.insertInto('deputy').values(row).execute());
    const after = deputyFacts(row, post);
    await record(tx, { actor, clock, type: deputySet, subject: row.id, before: null, after, why: input.why });
    return personDetail(tx, tenantId, post.person_id, clock.today());
  },
});

interface Wanted {
  personId: string;
  validFrom: string;
  validTo: string | null;
}

function checkPeriod(post: PostRow, { validFrom, validTo }: Wanted, today: string): void {
  if (validFrom < today) throw new AppError('INPUT_INVALID', '代理不能从过去的日期开始。请填今天或以后的日期。');
  if (validTo !== null && validTo <= validFrom)
    throw new AppError('INPUT_INVALID', '代理的终止日期要晚于起始日期（终止日期当天不再代理）。');
  const over = post.valid_to !== null && (validTo === null || validTo > post.valid_to);
  if (validFrom < post.valid_from || over)
    throw new AppError('INPUT_INVALID', '代理的日期超出了岗位本身的任期。请改在任期之内。');
}

async function checkPerson(tx: Tx, tenantId: string, post: PostRow, wanted: Wanted, same: boolean): Promise<void> {
  const { personId, validFrom, validTo } = wanted;
  if (personId === post.person_id) throw new AppError('INPUT_INVALID', '代理人不能是岗位本人。请另选一人。');
  const person = await tx
    .selectFrom('person')
    .leftJoin('post', (join) =>
      join
        .onRef('post.tenant_id', '=', 'person.tenant_id')
        .onRef('post.person_id', '=', 'person.id')
        .on('post.organisation_id', '=', post.organisation_id)
        .on('post.valid_from', '<=', validFrom)
        .on((on) => on.or([on('post.valid_to', 'is', null), on('post.valid_to', '>', validFrom)])),
    )
    .where('person.tenant_id', '=', tenantId)
    .where('person.id', '=', personId)
    .select(['person.name', 'post.id as colleague'])
    .executeTakeFirst();
  if (!person) throw new AppError('NOT_FOUND', '没有这个人员，请重新选择代理人。');
  if (same && person.colleague === null)
    throw new AppError('INPUT_INVALID', `${person.name}不在本单位任职。跨单位的代理请由系统管理员指定。`);
  const other = await tx
    .selectFrom('deputy')
    .where('tenant_id', '=', tenantId)
    .where('post_id', '=', post.id)
    .where('withdrawn_at', 'is', null)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', validFrom)]))
    .$if(validTo !== null, (deputies) => deputies.where('valid_from', '<', validTo!))
    .select(['valid_from', 'valid_to'])
    .executeTakeFirst();
  if (other)
    throw new AppError(
      'DEPUTY_OVERLAP',
      `这个岗位 ${other.valid_from} 至 ${other.valid_to ?? '另行通知'} 已有代理人。请错开日期，或先结束原来的代理。`,
    );
}
