import type { z } from 'zod';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { type Fact, recordAll } from '../record/index.ts';
import type { Closing } from './close-organisation.ts';
import type { OpenPosts } from './contract.ts';
import { endDeputies } from './end-deputies.ts';
import { postAdded, postEnded } from './events.ts';
import { type PostRow, postFacts } from './post-rows.ts';
import { findOrganisation, type OrganisationRow, type StructureCall } from './structure.ts';

export type PostsThen = z.infer<typeof OpenPosts>;

/** Posts that would outlive their organisation: refused, ended, or gone on with in the first successor, to be granted anew. */
export async function closePosts(call: StructureCall, row: OrganisationRow, closing: Closing): Promise<void> {
  const { tx, tenantId, clock } = call;
  const { on, posts, actor, why } = closing;
  const open = await tx
    .selectFrom('post')
    .where('tenant_id', '=', tenantId)
    .where('organisation_id', '=', row.id)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', on)]))
    .orderBy('position')
    .selectAll()
    .execute();
  if (open.length === 0) return;
  if (posts === 'refuse')
    throw new AppError(
      'ORGANISATION_IN_USE',
      `“${row.name}”在 ${on} 之后还有 ${open.length} 个岗位有人。请选择一并免去，或先逐个办理。`,
      { posts: open.map(({ id, title }) => ({ id, title })) },
    );
  const facts: Fact<typeof postEnded.data>[] = [];
  const heir = posts === 'move' ? await findOrganisation(tx, tenantId, closing.successorIds[0]!) : null;
  for (const post of open) {
    const after: PostRow = { ...post, valid_to: post.valid_from > on ? post.valid_from : on };
    await tx
      .updateTable('post')
      .set({ valid_to: after.valid_to, row_version: post.row_version + 1 })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', post.id)
      .execute();
    await endDeputies(call, post.id, after.valid_to!);
    facts.push({
      actor,
      clock,
      type: postEnded,
      subject: post.id,
      before: postFacts(post),
      after: postFacts(after),
      why,
    });
    if (heir === null || (heir.valid_to !== null && heir.valid_to <= after.valid_to!)) continue;
    const next: PostRow = {
      ...post,
      id: newId(),
      organisation_id: heir.id,
      valid_from: post.valid_from > on ? post.valid_from : on,
      // Not longer than the successor itself.
      valid_to: [post.valid_to, heir.valid_to].filter((day) => day !== null).sort()[0] ?? null,
      granted_at: null,
      granted_by: null,
      withdrawn_at: null,
      row_version: 1,
    };
    await tx.insertInto('post').values(next).execute();
    facts.push({ actor, clock, type: postAdded, subject: next.id, before: null, after: postFacts(next), why });
  }
  await recordAll(tx, facts);
}
