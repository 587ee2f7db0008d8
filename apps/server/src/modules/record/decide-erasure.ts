import type { z } from 'zod';
import { AppError } from '../../platform/errors.ts';
import { type Call, operation } from '../../platform/operation.ts';
import { Erasure, ErasureDecision } from './contract.ts';
import { erasePerson } from './erase-person.ts';
import { erasureRefused, personErased } from './events.ts';
import { CONFIRMERS, wholeCity } from './policy.ts';
import { record } from './record.ts';
import { erasureViews } from './view.ts';

type Decision = Call<z.output<typeof ErasureDecision>>;

/** The one writer of an erasure's state after it was asked for. */
async function decide({ tx, actor, clock, input }: Decision, state: 'done' | 'refused'): Promise<Erasure> {
  const { tenantId } = actor;
  const row = await tx
    .selectFrom('erasure')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', input.erasureId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new AppError('NOT_FOUND', '没有这项注销申请。请刷新列表。');
  const [view] = await erasureViews(tx, tenantId, [row]);
  if (row.state !== 'asked' || row.row_version !== input.rowVersion)
    throw new AppError('EDIT_CONFLICT', `这项申请已由${view!.decidedBy ?? '他人'}处理。请刷新列表。`, {
      by: view!.decidedBy,
      at: view!.decidedAt,
      current: view,
    });
  if (row.asked_by === actor.personId) throw new AppError('NOT_ALLOWED', '自己提出的申请须由另一名管理员确认。');
  const decided = await tx
    .updateTable('erasure')
    .set({ state, decided_by: actor.personId, decided_at: clock.now(), row_version: row.row_version + 1 })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const type = state === 'done' ? personErased : erasureRefused;
  const change = { before: { state: 'asked' as const }, after: { state } };
  await record(tx, { actor, clock, type, subject: row.person_id, ...change, why: row.why });
  if (state === 'done') await erasePerson(tx, tenantId, row.person_id);
  const [after] = await erasureViews(tx, tenantId, [decided]);
  return after!;
}

export const confirmErasure = operation({
  name: 'record.confirm-erasure',
  may: CONFIRMERS,
  target: wholeCity,
  leaves: [personErased],
  input: ErasureDecision,
  output: Erasure,
  run: (call) => decide(call, 'done'),
});

export const refuseErasure = operation({
  name: 'record.refuse-erasure',
  may: CONFIRMERS,
  target: wholeCity,
  leaves: [erasureRefused],
  input: ErasureDecision,
  output: Erasure,
  run: (call) => decide(call, 'refused'),
});
