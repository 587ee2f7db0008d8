import { Uuid } from '../../contract.ts';
import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { aboutReport } from '../reports/index.ts';
import { Edited, UndoRequest } from './contract.ts';
import { answer, conflict, lockDraft, recordChange, rowOf, saveDecisions } from './edit-breakdown.ts';
import { editUndone } from './events.ts';
import { EDITORS } from './policy.ts';
import type { DecisionRow } from './tables.ts';

/** Takes back the caller's own latest edit, if nobody changed the same sentences since. */
export const undoEdit = operation({
  name: 'breakdowns.undo',
  permission: 'breakdowns.edit',
  may: EDITORS,
  leaves: [editUndone],
  input: UndoRequest.extend({ reportId: Uuid }),
  target: aboutReport,
  output: Edited,
  run: async (call) => {
    const { tx, actor, clock, input } = call;
    const loaded = await lockDraft(call, input.reportId);
    const edit = await tx
      .selectFrom('breakdown_edit')
      .where('tenant_id', '=', actor.tenantId)
      .where('report_id', '=', input.reportId)
      .where('person_id', '=', actor.personId ?? '')
      .where('undone_at', 'is', null)
      .orderBy('revision', 'desc')
      .selectAll()
      .executeTakeFirst();
    if (!edit) throw new AppError('NOTHING_TO_UNDO', '您在这份分解里没有可以撤销的操作。');
    const before = edit.replaced.map((replaced) => rowOf(loaded, replaced.sentence));
    const overtaken = before.find((row) => row.edit !== edit.revision);
    if (overtaken) throw await conflict(tx, loaded, overtaken, '您之前的操作已不能撤销，需要时请直接改这一句');

    const revision = loaded.breakdown.revision + 1;
    const mine = { tenant_id: actor.tenantId, report_id: input.reportId };
    await tx
      .updateTable('breakdown_edit')
      .set({ undone_at: clock.now() })
      .where((where) => where.and({ ...mine, revision: edit.revision }))
      .execute();
    await tx
      .insertInto('breakdown_edit')
      .values({
        ...mine,
        revision,
        person_id: edit.person_id,
        person_name: actor.name,
        operation: editUndone.name,
        at: clock.now(),
        replaced: '[]',
        undone_at: clock.now(),
      })
      .execute();
    const restored = edit.replaced.map((replaced, i): DecisionRow => {
      const row = before[i] ?? rowOf(loaded, replaced.sentence);
      const decided_at = replaced.decided_at === null ? null : new Date(replaced.decided_at);
      return { ...row, ...replaced, decided_at, touched: revision, row_version: row.row_version + 1 };
    });
    await saveDecisions(tx, loaded, revision, restored);
    await recordChange(call, { type: editUndone, why: '撤销' }, before, restored);
    return answer(tx, { ...loaded, breakdown: { ...loaded.breakdown, revision } }, restored);
  },
});
