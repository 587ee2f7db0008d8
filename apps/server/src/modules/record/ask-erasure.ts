import { z } from 'zod';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { operation } from '../../platform/operation.ts';
import { Erasure, ErasureInput, Erasures } from './contract.ts';
import { erasureAsked } from './events.ts';
import { ASKERS, CONFIRMERS, wholeCity } from './policy.ts';
import { record } from './record.ts';
import { erasureViews } from './view.ts';

export const askErasure = operation({
  name: 'record.ask-erasure',
  may: ASKERS,
  target: wholeCity,
  leaves: [erasureAsked],
  input: ErasureInput,
  output: Erasure,
  status: 201,
  run: async ({ tx, actor, clock, input: { personId, why } }) => {
    const { tenantId } = actor;
    const of = { tenant_id: tenantId };
    const person = await tx
      .selectFrom('person')
      .where((where) => where.and({ ...of, id: personId }))
      .select('name')
      .forUpdate()
      .executeTakeFirst();
    if (!person) throw new AppError('NOT_FOUND', '没有这个人员。请从人员列表重新选择。');
    const today = clock.today();
    const post = await tx
      .selectFrom('post')
      .where((where) => where.and({ ...of, person_id: personId }))
      .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', today)]))
      .select('title')
      .limit(1)
      .executeTakeFirst();
    if (post)
      throw new AppError(
        'PERSON_STILL_IN_POST',
        `${person.name}还担任岗位（${post.title}），不能注销。请先由系统管理员结束其全部岗位。`,
      );
    const open = await tx
      .selectFrom('erasure')
      .where((where) => where.and({ ...of, person_id: personId }))
      .where('state', '<>', 'refused')
      .select('state')
      .executeTakeFirst();
    if (open)
      throw new AppError(
        'ERASURE_ASKED',
        open.state === 'done' ? '这个人员的个人信息已经注销。' : `已有人申请注销${person.name}，正等系统管理员确认。`,
      );
    const row = await tx
      .insertInto('erasure')
      .values({
        ...of,
        id: newId(),
        person_id: personId,
        state: 'asked',
        why,
        asked_by: actor.personId!,
        asked_at: clock.now(),
        decided_by: null,
        decided_at: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const after = { state: 'asked' as const };
    await record(tx, { actor, clock, type: erasureAsked, subject: personId, before: null, after, why });
    const [view] = await erasureViews(tx, tenantId, [row]);
    return view!;
  },
});

export const listErasures = operation({
  name: 'record.list-erasures',
  may: { ...ASKERS, ...CONFIRMERS },
  target: wholeCity,
  input: z.object({}),
  output: Erasures,
  run: async ({ tx, actor: { tenantId } }) => {
    const rows = await tx
      .selectFrom('erasure')
      .where('tenant_id', '=', tenantId)
      .orderBy('id', 'desc')
      .limit(200)
      .selectAll()
      .execute();
    return { erasures: await erasureViews(tx, tenantId, rows) };
  },
});
