import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import { operation } from '../../platform/operation.ts';
import { Changes } from './contract.ts';
import { answer } from './edit-breakdown.ts';
import { loadBreakdown } from './load-breakdown.ts';

/** What changed since a revision, and by whom: polled, so that two people see each other's work. */
export const listChanges = operation({
  name: 'breakdowns.changes',
  may: 'signed-in',
  input: z.object({ reportId: Uuid, since: z.coerce.number().int().min(0) }),
  output: Changes,
  run: async ({ tx, actor: { tenantId }, input: { reportId, since } }) => {
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
