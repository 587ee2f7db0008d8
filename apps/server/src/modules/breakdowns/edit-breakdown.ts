/** How every edit of a breakdown happens: locked, judged, written with its event, and answered. */
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { json } from '../../platform/db/columns.ts';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { recordAll } from '../record/index.ts';
import { measuresOf, measureView } from '../reports/index.ts';
import type { Edited } from './contract.ts';
import type { DecisionEvent } from './events.ts';
import { type Action, apply, withDecisions } from './lifecycle.ts';
import { type Loaded, loadBreakdown } from './load-breakdown.ts';
import { reconcile } from './reconcile.ts';
import type { DecisionState } from './state.ts';
import type { DecisionRow, Replaced } from './tables.ts';
import { decisionViews } from './view.ts';

export interface EditCall {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
}

/** A sentence as the author of an edit saw it. */
export interface Seen {
  sentence: string;
  rowVersion: number;
}

/** Locks a breakdown that may be edited. Throws NOT_FOUND, NOT_CURRENT_VERSION, BREAKDOWN_ISSUED. */
export async function lockDraft({ tx, actor }: EditCall, reportId: string): Promise<Loaded> {
  const loaded = await loadBreakdown(tx, actor.tenantId, reportId, true);
  if (!loaded.report.current)
    throw new AppError('NOT_CURRENT_VERSION', '这份报告已有更新的版本，分解请在新版本上继续；此处只能查看。');
  if (loaded.breakdown.stage === 'issued')
    throw new AppError('BREAKDOWN_ISSUED', '任务分解已经印发，不能再改。需要调整的事项请在台账上办理。');
  return loaded;
}

/** One action by one person, in the operation's transaction. */
export async function editBreakdown(
  call: EditCall,
  edit: { type: DecisionEvent; reportId: string; seen: readonly Seen[]; action: Action; why?: string },
): Promise<Edited> {
  const loaded = await lockDraft(call, edit.reportId);
  for (const seen of edit.seen) await refuseOvertaken(call.tx, loaded, seen);
  const step = apply(loaded.state, edit.action, newId);
  return writeStep(call, loaded, edit, step.after);
}

/** Writes what an edit changed. Nothing changed: nothing written, the same revision. */
export async function writeStep(
  call: EditCall,
  loaded: Loaded,
  edit: { type: DecisionEvent; why?: string },
  after: readonly DecisionState[],
): Promise<Edited> {
  if (after.length === 0) return answer(call.tx, loaded, []);
  const { tx, actor, clock } = call;
  if (actor.personId === null) throw new Error('only a person edits a breakdown');
  const { tenant_id, report_id } = loaded.breakdown;
  const revision = loaded.breakdown.revision + 1;
  const before = after.map((decision) => rowOf(loaded, decision.sentence));
  await tx
    .insertInto('breakdown_edit')
    .values({
      tenant_id,
      report_id,
      revision,
      person_id: actor.personId,
      person_name: actor.name,
      operation: edit.type.name,
      at: clock.now(),
      replaced: json(before.map(replacedOf)),
      undone_at: null,
    })
    .execute();
  const changed = after.map((decision, i) => ({
    ...rowOf(loaded, decision.sentence),
    disposition: decision.disposition,
    reason: decision.reason,
    merged_into: decision.mergedInto,
    items: decision.items,
    edit: revision,
    touched: revision,
    decided_by: actor.personId,
    decided_by_name: actor.name,
    decided_at: clock.now(),
    row_version: (before[i]?.row_version ?? 0) + 1,
  }));
  await saveDecisions(tx, loaded, revision, changed);
  await recordChange(call, edit, before, changed);
  return answer(tx, { ...loaded, breakdown: { ...loaded.breakdown, revision } }, changed);
}

/** Writes decision rows and the breakdown's revision. */
export async function saveDecisions(
  tx: Tx,
  loaded: Loaded,
  revision: number,
  changed: readonly DecisionRow[],
): Promise<void> {
  const { tenant_id, report_id } = loaded.breakdown;
  await tx
    .updateTable('breakdown')
    .set({ revision })
    .where('tenant_id', '=', tenant_id)
    .where('report_id', '=', report_id)
    .execute();
  for (let i = 0; i < changed.length; i += 200) {
    const rows = changed.slice(i, i + 200).map((row) => ({ ...row, items: json(row.items) }));
    await tx
      .insertInto('decision')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['tenant_id', 'report_id', 'sentence']).doUpdateSet((row) => ({
          disposition: row.ref('excluded.disposition'),
          reason: row.ref('excluded.reason'),
          merged_into: row.ref('excluded.merged_into'),
          items: row.ref('excluded.items'),
          edit: row.ref('excluded.edit'),
          touched: row.ref('excluded.touched'),
          decided_by: row.ref('excluded.decided_by'),
          decided_by_name: row.ref('excluded.decided_by_name'),
          decided_at: row.ref('excluded.decided_at'),
          row_version: row.ref('excluded.row_version'),
        })),
      )
      .execute();
  }
}

/** One fact a sentence, under "report/sentence", so that an item's history finds it by its anchors. */
export async function recordChange(
  { tx, actor, clock }: EditCall,
  edit: { type: DecisionEvent; why?: string },
  before: readonly DecisionRow[],
  after: readonly DecisionRow[],
): Promise<void> {
  const fact = ({ disposition, reason, merged_into, items }: DecisionRow) => ({
    disposition,
    reason,
    mergedInto: merged_into,
    items,
  });
  const facts = after.map((row, i) => ({
    actor,
    clock,
    type: edit.type,
    subject: `${row.report_id}/${row.sentence}`,
    before: before[i] ? fact(before[i]) : null,
    after: fact(row),
    ...(edit.why ? { why: edit.why } : {}),
  }));
  for (let i = 0; i < facts.length; i += 500) await recordAll(tx, facts.slice(i, i + 500));
}

/** The answer to an edit: the decisions that it changed, and the new sum. */
export async function answer(tx: Tx, loaded: Loaded, changed: readonly DecisionRow[]): Promise<Edited> {
  const { tenant_id, report_id, revision } = loaded.breakdown;
  const state = withDecisions(
    loaded.state,
    changed.map((row) => ({
      sentence: row.sentence,
      disposition: row.disposition,
      reason: row.reason,
      mergedInto: row.merged_into,
      items: row.items,
    })),
  );
  const measures = changed.length > 0 ? (await measuresOf(tx, tenant_id, report_id)).map(measureView) : [];
  return { decisions: changed.map(decisionViews(state, measures)), reconciliation: reconcile(state), revision };
}

async function refuseOvertaken(tx: Tx, loaded: Loaded, seen: Seen): Promise<void> {
  const row = rowOf(loaded, seen.sentence);
  if (row.row_version !== seen.rowVersion) throw await conflict(tx, loaded, row);
}

/** EDIT_CONFLICT about a decision: who changed it, when, and what it is now. */
export async function conflict(
  tx: Tx,
  loaded: Loaded,
  row: DecisionRow,
  what = '您的修改没有保存，请看过现在的内容后再改',
): Promise<AppError> {
  const measures = (await measuresOf(tx, row.tenant_id, row.report_id)).map(measureView);
  const number = loaded.state.sentences.find((facts) => facts.id === row.sentence)?.number;
  const last = await lastEditor(tx, row);
  return new AppError('EDIT_CONFLICT', `第${number}句刚刚被${last.by}改过。${what}。`, {
    ...last,
    sentence: row.sentence,
    current: decisionViews(loaded.state, measures)(row),
  });
}

// An undo leaves the name of the decision that it brought back; who undid it stands in the list of edits.
async function lastEditor(tx: Tx, row: DecisionRow): Promise<{ by: string; at: string | null }> {
  const edit = await tx
    .selectFrom('breakdown_edit')
    .where('tenant_id', '=', row.tenant_id)
    .where('report_id', '=', row.report_id)
    .where('revision', '=', row.touched)
    .select(['person_name', 'at'])
    .executeTakeFirst();
  return {
    by: edit?.person_name ?? row.decided_by_name ?? '他人',
    at: (edit?.at ?? row.decided_at)?.toISOString() ?? null,
  };
}

export function rowOf(loaded: Loaded, sentence: string): DecisionRow {
  const row = loaded.rows.get(sentence);
  if (!row) throw new AppError('NOT_FOUND', '这句话不在报告的目标和计划部分，请刷新后再试。', { sentence });
  return row;
}

const replacedOf = (row: DecisionRow): Replaced => ({
  sentence: row.sentence,
  disposition: row.disposition,
  reason: row.reason,
  merged_into: row.merged_into,
  items: row.items,
  edit: row.edit,
  decided_by: row.decided_by,
  decided_by_name: row.decided_by_name,
  decided_at: row.decided_at?.toISOString() ?? null,
});
