import type { Selectable } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import { type ReportRow, reportRow, sentencesOf, tasksOf, textOf } from '../reports/index.ts';
import type { BreakdownState, DecisionState, SentenceFacts } from './state.ts';
import type { BreakdownTables, DecisionRow } from './tables.ts';

/** A breakdown as it stands in the database: what the pure core works on, and the rows behind it. */
export interface Loaded {
  readonly report: ReportRow;
  readonly breakdown: Selectable<BreakdownTables['breakdown']>;
  readonly state: BreakdownState;
  readonly rows: ReadonlyMap<string, DecisionRow>;
}

/**
 * Loads the breakdown of a report. `lock` first locks its row until the transaction ends: edits of one breakdown then
 * happen one after another, and each sees what the one before it did. Throws NOT_FOUND.
 */
export async function loadBreakdown(tx: Tx, tenantId: string, reportId: string, lock = false): Promise<Loaded> {
  const row = tx
    .selectFrom('breakdown')
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .selectAll();
  const breakdown = await (lock ? row.forUpdate() : row).executeTakeFirst();
  if (!breakdown) throw new AppError('NOT_FOUND', '没有这份报告的任务分解。请从报告列表进入。');
  const report = await reportRow(tx, tenantId, reportId);
  const rows = new Map((await decisionRows(tx, tenantId, reportId)).map((decision) => [decision.sentence, decision]));
  return {
    report,
    breakdown,
    rows,
    state: {
      text: await textOf(tx, tenantId, reportId),
      year: report.year,
      sentences: await sentenceFacts(tx, tenantId, reportId, (id) => rows.get(id)?.item_id ?? ''),
      decisions: new Map([...rows].map(([id, decision]) => [id, decisionState(decision)])),
    },
  };
}

/** The sentences that are reconciled: those of the targets and plan parts, with what the engine proposes for each. */
export async function sentenceFacts(
  tx: Tx,
  tenantId: string,
  reportId: string,
  itemId: (sentence: string) => string,
): Promise<SentenceFacts[]> {
  const organisations = await tx
    .selectFrom('organisation')
    .where('tenant_id', '=', tenantId)
    .select(['id', 'code', 'name'])
    .execute();
  const byCode = new Map(organisations.map((one) => [one.code, one]));
  const tasks = Map.groupBy(await tasksOf(tx, tenantId, reportId), (task) => task.sentence);
  return (await sentencesOf(tx, tenantId, reportId))
    .filter((row) => row.part === 'targets' || row.part === 'plan')
    .map((row) => ({
      id: row.id,
      number: row.position,
      start: row.start_at,
      end: row.end_at,
      task: row.task,
      reason: row.reason,
      itemId: itemId(row.id),
      clauses: (tasks.get(row.id) ?? []).flatMap((task) => task.clauses),
      tasks: (tasks.get(row.id) ?? []).map((task) => ({
        start: task.start_at,
        end: task.end_at,
        due: task.due ?? '',
        leads: task.leads.flatMap(({ code, score, because }) => {
          const organisation = byCode.get(code);
          return organisation ? [{ organisationId: organisation.id, name: organisation.name, score, because }] : [];
        }),
      })),
    }));
}

export const decisionState = (row: DecisionRow): DecisionState => ({
  sentence: row.sentence,
  disposition: row.disposition,
  reason: row.reason,
  mergedInto: row.merged_into,
  items: row.items,
});

const decisionRows = (tx: Tx, tenantId: string, reportId: string): Promise<DecisionRow[]> =>
  tx.selectFrom('decision').where('tenant_id', '=', tenantId).where('report_id', '=', reportId).selectAll().execute();
