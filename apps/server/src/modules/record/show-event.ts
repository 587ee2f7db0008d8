import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { RecordedEventDetail } from './contract.ts';
import { recordRead } from './events.ts';
import { namesIn } from './history.ts';
import { AUDITORS, wholeCity } from './policy.ts';
import { readEvents } from './read-events.ts';
import { record } from './record.ts';
import { sayChanges } from './say-changes.ts';
import { recordedViews } from './view.ts';

export const showEvent = operation({
  name: 'record.show',
  permission: 'record.read',
  may: AUDITORS,
  target: wholeCity,
  leaves: [recordRead],
  input: z.object({ eventId: Uuid }),
  output: RecordedEventDetail,
  run: async ({ tx, actor, clock, input: { eventId } }) => {
    const { tenantId } = actor;
    const of = { tenant_id: tenantId };
    const row = await tx
      .selectFrom('event')
      .where((where) => where.and({ ...of, id: eventId }))
      .selectAll()
      .executeTakeFirst();
    const [event] = row ? await readEvents(tx, tenantId, [row]) : [];
    if (!event) throw new AppError('NOT_FOUND', '没有这条留痕。请从留痕列表重新打开。');
    const [view] = await recordedViews(tx, tenantId, [event]);
    const link = await tx
      .selectFrom('event_link')
      .where((where) => where.and({ ...of, event_id: eventId }))
      .select(['hash', 'digest', 'linked_at'])
      .executeTakeFirst();
    const post = event.postId
      ? await tx
          .selectFrom('post')
          .where((where) => where.and({ ...of, id: event.postId! }))
          .select('title')
          .executeTakeFirst()
      : undefined;
    const names = await namesIn(tx, tenantId, [event]);
    const after = { eventId };
    await record(tx, { actor, clock, type: recordRead, subject: tenantId, before: null, after });
    return {
      ...view!,
      via: event.via,
      address: event.address ?? '',
      post: post?.title ?? '',
      changes: event.type ? sayChanges(event.type.data, event.before, event.after, names) : [],
      before: event.before,
      after: event.after,
      digest: link?.digest ?? event.digest ?? '',
      hash: link?.hash ?? null,
      linkedAt: link?.linked_at.toISOString() ?? null,
    };
  },
});
