import type { PastAssignment } from '@luoshi/report-language';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { DraftState } from './state.ts';
import { wordsAt } from './state.ts';

/** More would not be likelier, only slower. */
const MOST = 5000;

/**
 * What people confirmed: the words of items whose leads somebody chose one by one, or that were issued, with their leads.
 * Newest first. Bulk acceptance alone teaches nothing: it would only repeat the engine to itself.
 */
export async function pastAssignments(tx: Tx, tenantId: string): Promise<PastAssignment[]> {
  const decisions = await tx
    .selectFrom('decision')
    .innerJoin('breakdown', (join) =>
      join
        .onRef('breakdown.tenant_id', '=', 'decision.tenant_id')
        .onRef('breakdown.report_id', '=', 'decision.report_id'),
    )
    .innerJoin('report', (join) =>
      join.onRef('report.tenant_id', '=', 'decision.tenant_id').onRef('report.id', '=', 'decision.report_id'),
    )
    .where('decision.tenant_id', '=', tenantId)
    .where('decision.disposition', 'in', ['single', 'split'])
    .where(sql<boolean>`(breakdown.stage = 'issued' or decision.items @> '[{"confirmed": true}]')`)
    .orderBy('report.imported_at', 'desc')
    .limit(MOST)
    .select(['decision.items', 'decision.report_id', 'breakdown.stage'])
    .execute();
  const texts = new Map<string, string>();
  for (const reportId of new Set(decisions.map((row) => row.report_id))) {
    const { text } = await tx
      .selectFrom('report')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', reportId)
      .select('text')
      .executeTakeFirstOrThrow();
    texts.set(reportId, text);
  }
  const organisations = await tx
    .selectFrom('organisation')
    .where('tenant_id', '=', tenantId)
    .select(['id', 'code'])
    .execute();
  const codes = new Map(organisations.map((one) => [one.id, one.code]));
  const taught = (item: DraftState, stage: string) => (stage === 'issued' || item.confirmed) && item.leads.length > 0;
  return decisions.flatMap((row) =>
    row.items
      .filter((item) => taught(item, row.stage))
      .map((item) => ({
        text: wordsAt(texts.get(row.report_id) ?? '', item.anchors),
        leads: item.leads.flatMap((id) => codes.get(id) ?? []),
      })),
  );
}
