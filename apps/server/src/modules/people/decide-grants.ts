/** Granting roles and taking them back: the one writer of whether a post or a deputy gives permission. */
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import { reaches, type Scope } from '../../platform/permission.ts';
import { type Fact, recordAll } from '../record/index.ts';
import { type DeputyRow, deputyFacts } from './deputy-rows.ts';
import { deputyGranted, deputyWithdrawn, postGranted, postWithdrawn } from './events.ts';
import { openPost } from './open-post.ts';
import { deputyTarget, postTarget } from './person-reach.ts';
import { type PostRow, postFacts } from './post-rows.ts';

interface Deciding {
  tx: Tx;
  actor: Actor;
  clock: Clock;
  scope: Scope;
  input: { postIds: readonly string[]; deputyIds: readonly string[]; why: string };
}

/** All of them or none; those that are so already are passed over. Answers how many changed. */
export async function decideGrants({ tx, actor, clock, scope, input }: Deciding, granting: boolean): Promise<number> {
  const { tenantId } = actor;
  const decided = granting
    ? { granted_at: clock.now(), granted_by: actor.personId, withdrawn_at: null }
    : { granted_at: null, granted_by: actor.personId, withdrawn_at: clock.now() };
  const postFactsMade: Fact<typeof postGranted.data>[] = [];
  const deputyFactsMade: Fact<typeof deputyGranted.data>[] = [];
  const same = (row: PostRow | DeputyRow) => (granting ? row.granted_at !== null : row.withdrawn_at !== null);
  for (const id of new Set(input.postIds)) {
    const belonging = await postTarget.find(tx, tenantId, { postId: id });
    if (!belonging || !reaches(scope, { region: belonging.region ?? null }))
      throw new AppError('NOT_FOUND', postTarget.missing);
    const before = await openPost(tx, tenantId, id);
    refuseOwn(actor, [before.person_id]);
    if (same(before)) continue;
    const after: PostRow = { ...before, ...decided, row_version: before.row_version + 1 };
    await tx.updateTable('post').set(after).where('tenant_id', '=', tenantId).where('id', '=', id).execute();
    const type = granting ? postGranted : postWithdrawn;
    postFactsMade.push({
      actor,
      clock,
      type,
      subject: id,
      before: postFacts(before),
      after: postFacts(after),
      why: input.why,
    });
  }
  for (const id of new Set(input.deputyIds)) {
    const belonging = await deputyTarget.find(tx, tenantId, { deputyId: id });
    if (!belonging || !reaches(scope, { region: belonging.region ?? null }))
      throw new AppError('NOT_FOUND', deputyTarget.missing);
    const before = await tx
      .selectFrom('deputy')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .forUpdate()
      .selectAll()
      .executeTakeFirstOrThrow();
    const post = await openPost(tx, tenantId, before.post_id);
    refuseOwn(actor, [before.person_id, post.person_id]);
    if (same(before)) continue;
    const after: DeputyRow = { ...before, ...decided, row_version: before.row_version + 1 };
    await tx.updateTable('deputy').set(after).where('tenant_id', '=', tenantId).where('id', '=', id).execute();
    const type = granting ? deputyGranted : deputyWithdrawn;
    const facts = { before: deputyFacts(before, post), after: deputyFacts(after, post) };
    deputyFactsMade.push({ actor, clock, type, subject: id, ...facts, why: input.why });
  }
  await recordAll(tx, postFactsMade);
  await recordAll(tx, deputyFactsMade);
  return postFactsMade.length + deputyFactsMade.length;
}

function refuseOwn(actor: Actor, people: readonly string[]): void {
  if (actor.personId !== null && people.includes(actor.personId))
    throw new AppError('NOT_ALLOWED', '不能给自己授权或收回自己的授权。请由另一位安全管理员办理。');
}
