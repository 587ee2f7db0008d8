import type { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import type { HistoryEvent } from './contract.ts';

/** What was done, in the words of the office. */
const WHAT: Record<string, string> = {
  'breakdowns.accept': '单独立项',
  'breakdowns.split': '拆分立项',
  'breakdowns.merge': '并入',
  'breakdowns.reject': '不立项',
  'breakdowns.reopen': '退回待定',
  'breakdowns.edit-item': '修改事项',
  'breakdowns.bulk-accept': '批量接受建议',
  'breakdowns.undo': '撤销',
  'breakdowns.issue': '印发，列入台账',
};

/** Everything that happened to an item, oldest first: how its sentences were decided, then its own life. */
export async function historyOf(
  tx: Tx,
  tenantId: string,
  item: { id: string; anchors: readonly { reportId: string; sentence: string }[] },
): Promise<z.input<typeof HistoryEvent>[]> {
  const sentences = [...new Set(item.anchors.map((anchor) => `${anchor.reportId}/${anchor.sentence}`))];
  const events = await tx
    .selectFrom('event')
    .where('tenant_id', '=', tenantId)
    .where((where) =>
      where.or([
        where.and({ subject_kind: 'item', subject_id: item.id }),
        ...(sentences.length > 0 ? [where('subject_kind', '=', 'decision').and('subject_id', 'in', sentences)] : []),
      ]),
    )
    .orderBy('id')
    .selectAll()
    .execute();
  return events.map((event) => ({
    id: event.id,
    at: event.at.toISOString(),
    who: event.actor_name,
    what: WHAT[event.operation] ?? event.operation,
    before: event.before,
    after: event.after,
    why: event.why,
  }));
}
