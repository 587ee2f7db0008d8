import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { operation } from '../../platform/operation.ts';
import { business } from '../../platform/permission.ts';
import { aboutReport, OfReport } from '../reports/index.ts';
import { Changes } from './contract.ts';
import { answer } from './edit-breakdown.ts';
import { loadBreakdown } from './load-breakdown.ts';

/** What changed since a revision, and by whom: polled, so that two people see each other's work. */
export const listChanges = operation({
  name: 'breakdowns.changes',
  may: business('line'),
  input: OfReport.extend({ since: z.coerce.number().int().min(0) }),
  target: aboutReport,
  output: Changes,
  run: async ({ tx, actor: { tenantId }, input: { reportId, since } }) => {
    const unchanged = await nothingSince(tx, tenantId, reportId, since);
    if (unchanged) return unchanged;
    const loaded = await loadBreakdown(tx, tenantId, reportId);
    const changed = loaded.state.sentences
      .map((facts) => loaded.rows.get(facts.id))
      .filter((row) => row !== undefined && row.touched > since)
      .filter((row) => row !== undefined);
    const people = await tx
      .selectFrom('breakdown_edit')
      .where('tenant_id', '=', tenantId)
      .where('report_id', '=', reportId)
      .where('revision', '>', since)
      .select('person_name')
      .distinct()
      .execute();
    return {
      ...(await answer(tx, loaded, changed)),
      stage: loaded.breakdown.stage,
      by: people.map((row) => row.person_name).sort(),
    };
  },
});

// Most polls find nothing new: then only the sum is read.
async function nothingSince(
  tx: Tx,
  tenantId: string,
  reportId: string,
  since: number,
): Promise<z.infer<typeof Changes> | null> {
  const breakdown = await tx
    .selectFrom('breakdown')
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .select(['stage', 'revision'])
    .executeTakeFirst();
  if (!breakdown || breakdown.revision > since) return null;
  const sums = await tx
    .selectFrom('decision')
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .groupBy('disposition')
    .select([
      'disposition',
      sql<number>`count(*)`.as('sentences'),
      sql<number>`sum(jsonb_array_length(items))::bigint`.as('items'),
    ])
    .execute();
  const reconciliation = { sentences: 0, single: 0, split: 0, merged: 0, none: 0, pending: 0, items: 0 };
  for (const sum of sums) {
    reconciliation[sum.disposition] = sum.sentences;
    reconciliation.sentences += sum.sentences;
    reconciliation.items += sum.items;
  }
  return { decisions: [], reconciliation, revision: breakdown.revision, stage: breakdown.stage, by: [] };
}
