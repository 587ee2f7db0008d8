import type { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import type { HistoryEvent } from '../record/contract.ts';
import { organisationNames, personNames, readHistory } from '../record/index.ts';
import { ended, textOf, wordsAt } from '../reports/index.ts';
import { authorOf, decisionChanges, idsIn, issueChanges, type Names } from './changes.ts';
import type { Anchor } from './contract.ts';

/** Everything that happened to an item, oldest first: how its sentences were decided, then its own life. */
export async function historyOf(
  tx: Tx,
  tenantId: string,
  item: { id: string; anchors: readonly z.infer<typeof Anchor>[] },
): Promise<HistoryEvent[]> {
  const sentences = [...new Set(item.anchors.map((anchor) => `${anchor.reportId}/${anchor.sentence}`))];
  const subjects = [{ kind: 'item', id: item.id }, ...sentences.map((id) => ({ kind: 'decision', id }))];
  return readHistory(tx, tenantId, subjects, async (events) => {
    const names = await namesIn(tx, tenantId, item.anchors[0]?.reportId, events);
    return (event) => {
      const changes = event.subjectKind === 'item' ? issueChanges(event) : decisionChanges(event, item.anchors, names);
      if (changes === null) return null;
      const author = authorOf(event);
      if (author) return { changes, why: `${event.why}，由${author}处置` };
      // A refusal's reason stands in its disposition, an undo's in its name.
      const said = event.why === event.what || changes.some(({ after }) => after.includes(event.why));
      return { changes, why: said ? '' : event.why };
    };
  });
}

async function namesIn(
  tx: Tx,
  tenantId: string,
  reportId: string | undefined,
  events: Parameters<typeof idsIn>[0],
): Promise<Names> {
  const ids = idsIn(events);
  // Also those that exist no more: a history names who it was.
  const organisations = await organisationNames(tx, tenantId, ids.organisations);
  const people = await personNames(tx, tenantId, ids.people);
  const numbers = reportId
    ? await tx
        .selectFrom('report_sentence')
        .where((where) => where.and({ tenant_id: tenantId, report_id: reportId }))
        .select(['id', 'position'])
        .execute()
    : [];
  const text = reportId ? await textOf(tx, tenantId, reportId) : '';
  const sentenceNumbers = new Map(numbers.map((one) => [one.id, one.position]));
  return {
    organisation: (id) => organisations.get(id) ?? '已撤销的单位',
    person: (id) => people.get(id) ?? '不在名单的人员',
    sentence: (id) => `第${sentenceNumbers.get(id) ?? '?'}句`,
    words: (places) => ended(wordsAt(text, places)),
  };
}
