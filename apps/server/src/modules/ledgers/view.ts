/** Row -> wire. */
import type { Tx } from '../../platform/db/database.ts';
import { type NameThen, namesOn } from '../people/index.ts';
import { textOf } from '../reports/index.ts';
import type { Item } from './contract.ts';
import { anchorsOf, assignmentsOf, type ItemRow, issueDaysOf } from './queries.ts';

/** Items with everything they show, in the order given; a few statements for all of them. */
export async function itemViews(tx: Tx, tenantId: string, rows: readonly ItemRow[], today: string): Promise<Item[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const assignments = Map.groupBy(await assignmentsOf(tx, tenantId, ids), (row) => row.item_id);
  // Units are called as they were when the item was issued, and it is said what has become of them.
  const issued = new Map((await issueDaysOf(tx, tenantId, ids)).map((row) => [row.id, row.issued_on]));
  const called = new Map<string, Map<string, NameThen>>();
  for (const day of new Set(issued.values())) {
    const some = rows.filter((row) => issued.get(row.id) === day).flatMap((row) => assignments.get(row.id) ?? []);
    called.set(day, await namesOn(tx, tenantId, [...new Set(some.map((one) => one.id))], day, today));
  }
  const unit = (item: string, one: { id: string; name: string; short_name: string }) => {
    const then = called.get(issued.get(item) ?? '')?.get(one.id);
    return { id: one.id, name: then?.shortName ?? (one.short_name || one.name), now: then?.now ?? null };
  };
  const anchorRows = await anchorsOf(tx, tenantId, ids);
  const anchors = Map.groupBy(anchorRows, (row) => row.item_id);
  const texts = new Map<string, string>();
  for (const id of new Set(anchorRows.map((row) => row.report_id))) texts.set(id, await textOf(tx, tenantId, id));
  return rows.map((row) => ({
    id: row.id,
    kind: 'supervision' as const,
    position: row.position,
    number: row.number,
    wording: row.wording,
    original: row.original,
    sectionPath: row.section_path,
    targets: row.targets,
    assignments: (assignments.get(row.id) ?? []).map((one) => ({
      organisation: unit(row.id, one),
      role: one.role,
    })),
    sponsor:
      row.sponsor_id === null
        ? null
        : { id: row.sponsor_id, name: row.sponsor_name ?? '', title: row.sponsor_title ?? '' },
    due: row.due,
    quarters: row.quarters,
    anchors: (anchors.get(row.id) ?? []).map((anchor) => ({
      reportId: anchor.report_id,
      sentence: anchor.sentence,
      reference: anchor.reference,
      start: anchor.start_at,
      end: anchor.end_at,
      text: (texts.get(anchor.report_id) ?? '').slice(anchor.start_at, anchor.end_at),
      label: `${anchor.year}年政府工作报告（${anchor.version_label}）第${anchor.number}句`,
    })),
    documentNumber: row.document_number,
    reportId: row.report_id,
  }));
}
