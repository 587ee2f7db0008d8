import type { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { ended, textOf, wordsAt } from '../reports/index.ts';
import { decisionChanges, idsIn, issueChanges, type Names } from './changes.ts';
import type { Anchor, HistoryEvent } from './contract.ts';

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
  'breakdowns.carry-over': '沿用上一版的处置',
  'breakdowns.issue': '印发，列入台账',
  'ledgers.issue': '印发，列入台账',
};

/** Everything that happened to an item, oldest first: how its sentences were decided, then its own life. */
export async function historyOf(
  tx: Tx,
  tenantId: string,
  item: { id: string; anchors: readonly z.infer<typeof Anchor>[] },
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
  const names = await namesIn(tx, tenantId, item.anchors[0]?.reportId, events);
  return events.flatMap((event) => {
    const issued = event.subject_kind === 'item';
    const changes = issued ? issueChanges(event) : decisionChanges(event, item.anchors, names);
    if (changes === null) return [];
    const what = WHAT[event.operation] ?? event.operation;
    // A refusal's reason stands in its disposition, an undo's in its name.
    const why = event.why === what || changes.some(({ after }) => after.includes(event.why)) ? '' : event.why;
    return [{ id: event.id, at: event.at.toISOString(), who: event.actor_name, what, changes, why }];
  });
}

async function namesIn(
  tx: Tx,
  tenantId: string,
  reportId: string | undefined,
  events: Parameters<typeof idsIn>[0],
): Promise<Names> {
  const ids = idsIn(events);
  const of = { tenant_id: tenantId };
  // Also those that exist no more: a history names who it was.
  const organisations = ids.organisations.length
    ? await tx
        .selectFrom('organisation')
        .where((where) => where.and(of))
        .where('id', 'in', ids.organisations)
        .select(['id', 'name', 'short_name'])
        .execute()
    : [];
  const people = ids.people.length
    ? await tx
        .selectFrom('person')
        .where((where) => where.and(of))
        .where('id', 'in', ids.people)
        .select(['id', 'name'])
        .execute()
    : [];
  const numbers = reportId
    ? await tx
        .selectFrom('report_sentence')
        .where((where) => where.and({ ...of, report_id: reportId }))
        .select(['id', 'position'])
        .execute()
    : [];
  const text = reportId ? await textOf(tx, tenantId, reportId) : '';
  const organisationNames = new Map(organisations.map((one) => [one.id, one.short_name || one.name]));
  const personNames = new Map(people.map((one) => [one.id, one.name]));
  const sentenceNumbers = new Map(numbers.map((one) => [one.id, one.position]));
  return {
    organisation: (id) => organisationNames.get(id) ?? '已撤销的单位',
    person: (id) => personNames.get(id) ?? '不在名单的人员',
    sentence: (id) => `第${sentenceNumbers.get(id) ?? '?'}句`,
    words: (places) => ended(wordsAt(text, places)),
  };
}
