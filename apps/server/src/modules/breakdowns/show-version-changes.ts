import { operation } from '../../platform/operation.ts';
import { business, reaches } from '../../platform/permission.ts';
import { VersionChanges } from '../reports/contract.ts';
import { aboutReport, OfReport, reportRow, reportView, sentencesOf, textOf } from '../reports/index.ts';

/** What became of each sentence and its decision when this version was imported. */
export const showVersionChanges = operation({
  name: 'breakdowns.version-changes',
  may: business('line'),
  input: OfReport,
  target: aboutReport,
  output: VersionChanges,
  run: async ({ tx, actor: { tenantId }, scope, input: { reportId } }) => {
    // Who sees a version once it is issued does not see the drafts before it.
    const mayCompare = async (earlier: string | undefined): Promise<boolean> => {
      const belonging = earlier ? await aboutReport.find(tx, tenantId, { reportId: earlier }) : null;
      return belonging !== null && reaches(scope, belonging);
    };
    const to = await reportRow(tx, tenantId, reportId);
    const rows = await tx
      .selectFrom('carry_over')
      .where('tenant_id', '=', tenantId)
      .where('report_id', '=', reportId)
      .orderBy('position')
      .selectAll()
      .execute()
      .then(async (all) => ((await mayCompare(all[0]?.from_report_id)) ? all : []));
    const fromId = rows[0]?.from_report_id ?? null;
    const from = fromId === null ? null : await reportRow(tx, tenantId, fromId);
    const counts = { unchanged: 0, changed: 0, moved: 0, added: 0, removed: 0 };
    for (const row of rows) counts[row.carried] += 1;
    const sentenceAt = async (id: string | null) => {
      if (id === null) return () => null;
      const text = await textOf(tx, tenantId, id);
      const byId = new Map((await sentencesOf(tx, tenantId, id)).map((row) => [row.id, row]));
      return (sentence: string | null) => {
        const row = sentence === null ? undefined : byId.get(sentence);
        return row ? { number: row.position, text: text.slice(row.start_at, row.end_at), sentence: row.id } : null;
      };
    };
    const before = await sentenceAt(fromId);
    const after = await sentenceAt(reportId);
    return {
      from: from && reportView(from),
      to: reportView(to),
      counts,
      rows: rows.map((row) => ({
        carried: row.carried,
        before: before(row.from_sentence),
        after: after(row.to_sentence),
        similarity: row.similarity,
        decisionKept: row.decision_kept,
      })),
    };
  },
});
