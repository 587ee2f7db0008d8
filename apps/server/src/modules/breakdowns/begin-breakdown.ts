import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { json } from '../../platform/db/columns.ts';
import type { Tx } from '../../platform/db/database.ts';
import { newId } from '../../platform/ids.ts';
import { record, recordAll } from '../record/index.ts';
import { type StoredReport, textOf } from '../reports/index.ts';
import { type CarryOver, carryOver } from './carry-over.ts';
import { breakdownBegun, decisionCarried } from './events.ts';
import { type Loaded, loadBreakdown, sentenceFacts } from './load-breakdown.ts';
import { pending, type SentenceFacts } from './state.ts';

const CHUNK = 500;

/** A stored report gets its breakdown: nothing decided, or what was decided on the version before, in the same transaction. */
export async function beginBreakdown(
  tx: Tx,
  { actor, clock }: { actor: Actor; clock: Clock },
  report: StoredReport,
): Promise<void> {
  const of = { tenant_id: actor.tenantId, report_id: report.id };
  const ids = new Map<string, string>();
  const itemId = (sentence: string) => ids.get(sentence) ?? ids.set(sentence, newId()).get(sentence) ?? '';
  const sentences = await sentenceFacts(tx, actor.tenantId, report.id, itemId);
  // Locked: nobody decides on the version before while its decisions are taken over.
  const old = report.previousId ? await loadBreakdown(tx, actor.tenantId, report.previousId, true) : null;
  const text = await textOf(tx, actor.tenantId, report.id);
  const carried = old ? carryOver(old.state, { text, sentences }, newId) : null;

  await tx
    .insertInto('breakdown')
    .values({ ...of, stage: 'draft', revision: 0 })
    .execute();
  const rows = sentences.map((facts, i) => decisionRow(of, facts, old, carried, i));
  for (let i = 0; i < rows.length; i += CHUNK)
    await tx
      .insertInto('decision')
      .values(rows.slice(i, i + CHUNK))
      .execute();
  if (old && carried) {
    await noteCarryOver(tx, of, old, carried);
    const facts = keptFacts(report.id, old, carried).map((fact) => ({ actor, clock, ...fact }));
    for (let i = 0; i < facts.length; i += CHUNK) await recordAll(tx, facts.slice(i, i + CHUNK));
  }
  await record(tx, {
    actor,
    clock,
    type: breakdownBegun,
    subject: report.id,
    before: null,
    after: {
      sentences: sentences.length,
      from: report.previousId,
      kept: carried?.rows.filter((row) => row.decisionKept).length ?? 0,
    },
  });
}

function decisionRow(
  of: { tenant_id: string; report_id: string },
  facts: SentenceFacts,
  old: Loaded | null,
  carried: CarryOver | null,
  i: number,
) {
  const decision = carried?.decisions[i] ?? pending(facts.id);
  // Who decided stays with the decision.
  const before =
    decision.disposition === 'pending' ? null : carried?.rows.find((row) => row.after?.id === facts.id)?.before;
  const author = before ? old?.rows.get(before.id) : undefined;
  return {
    ...of,
    sentence: facts.id,
    disposition: decision.disposition,
    reason: decision.reason,
    merged_into: decision.mergedInto,
    items: json(decision.items),
    item_id: facts.itemId,
    edit: 0,
    touched: 0,
    decided_by: author?.decided_by ?? null,
    decided_by_name: author?.decided_by_name ?? null,
    decided_at: author?.decided_at ?? null,
  };
}

// An item's history begins with what the version before had settled, and says who settled it there.
function keptFacts(reportId: string, old: Loaded, carried: CarryOver) {
  return carried.decisions.flatMap(({ sentence, disposition, reason, mergedInto, items }) => {
    const before = carried.rows.find((row) => row.after?.id === sentence)?.before;
    if (disposition === 'pending' || !before) return [];
    const author = old.rows.get(before.id);
    const decidedBy =
      author?.decided_by && author.decided_by_name ? { id: author.decided_by, name: author.decided_by_name } : null;
    return [
      {
        type: decisionCarried,
        subject: `${reportId}/${sentence}`,
        before: null,
        after: { disposition, reason, mergedInto, items, ...(decidedBy ? { decidedBy } : {}) },
        why: `原为${old.report.version_label}第${before.number}句`,
      },
    ];
  });
}

async function noteCarryOver(
  tx: Tx,
  of: { tenant_id: string; report_id: string },
  old: Loaded,
  carried: CarryOver,
): Promise<void> {
  const rows = carried.rows.map((row, i) => ({
    ...of,
    position: i + 1,
    from_report_id: old.breakdown.report_id,
    carried: row.carried,
    from_sentence: row.before?.id ?? null,
    to_sentence: row.after?.id ?? null,
    similarity: row.similarity,
    decision_kept: row.decisionKept,
  }));
  for (let i = 0; i < rows.length; i += CHUNK)
    await tx
      .insertInto('carry_over')
      .values(rows.slice(i, i + CHUNK))
      .execute();
}
