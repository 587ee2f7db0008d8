import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { takeNumbers } from '../../platform/counter.ts';
import { json } from '../../platform/db/columns.ts';
import type { Tx } from '../../platform/db/database.ts';
import { newId } from '../../platform/ids.ts';
import { recordAll } from '../record/index.ts';
import { itemIssued } from './events.ts';

/** The kind of the supervision ledger and its version that new items live by. */
export const SUPERVISION = { kind: 'supervision', version: 1 } as const;
const CHUNK = 200;

export interface NewItem {
  wording: string;
  original: string;
  sectionPath: string[];
  targets: string[];
  /** The first leads, the others lead jointly. At least one. */
  leads: string[];
  supports: string[];
  sponsor: { id: string; title: string } | null;
  due: string;
  quarters: { quarter: number; text: string }[];
  anchors: { sentence: string; start: number; end: number }[];
}

/** What the items of one issuance share. */
export interface ItemsOf {
  issuanceId: string;
  reportId: string;
  organId: string;
  /** 河政督: what stands before 〔2026〕12号. */
  numberPrefix: string;
  documentNumber: string;
  /** The year that the numbers count in. */
  year: number;
}

/** Puts items on the supervision ledger, numbered without gaps in the order given, with their assignments, anchors and events. */
export async function addItems(
  tx: Tx,
  { actor, clock }: { actor: Actor; clock: Clock },
  of: ItemsOf,
  items: readonly NewItem[],
): Promise<void> {
  const tenant_id = actor.tenantId;
  const counter = { tenantId: tenant_id, organId: of.organId, documentKind: SUPERVISION.kind, year: of.year };
  const first = await takeNumbers(tx, counter, items.length);
  const rows = items.map((item, i) => ({
    ...item,
    id: newId(),
    number: `${of.numberPrefix}〔${of.year}〕${first + i}号`,
    position: i + 1,
  }));
  for (let i = 0; i < rows.length; i += CHUNK) {
    const some = rows.slice(i, i + CHUNK);
    await tx
      .insertInto('item')
      .values(
        some.map((item) => ({
          tenant_id,
          id: item.id,
          kind: SUPERVISION.kind,
          kind_version: SUPERVISION.version,
          organ_id: of.organId,
          number: item.number,
          issuance_id: of.issuanceId,
          position: item.position,
          report_id: of.reportId,
          wording: item.wording,
          original: item.original,
          section_path: item.sectionPath,
          targets: item.targets,
          sponsor_id: item.sponsor?.id ?? null,
          sponsor_title: item.sponsor?.title ?? null,
          due: item.due,
          quarters: json(item.quarters),
          document_number: of.documentNumber,
          created_at: clock.now(),
        })),
      )
      .execute();
    await tx
      .insertInto('assignment')
      .values(some.flatMap((item) => assignmentsOf(tenant_id, item)))
      .execute();
    await tx
      .insertInto('item_anchor')
      .values(
        some.flatMap((item) =>
          item.anchors.map((anchor, k) => ({
            tenant_id,
            item_id: item.id,
            position: k + 1,
            report_id: of.reportId,
            sentence: anchor.sentence,
            start_at: anchor.start,
            end_at: anchor.end,
          })),
        ),
      )
      .execute();
    await recordAll(
      tx,
      some.map(({ id, ...after }) => ({
        actor,
        clock,
        type: itemIssued,
        subject: id,
        before: null,
        after: { ...after, documentNumber: of.documentNumber },
      })),
    );
  }
}

function assignmentsOf(tenant_id: string, item: NewItem & { id: string }) {
  const roles = [
    ...item.leads.map((id, i) => ({ id, role: i === 0 ? ('lead' as const) : ('joint_lead' as const) })),
    ...item.supports.filter((id) => !item.leads.includes(id)).map((id) => ({ id, role: 'support' as const })),
  ];
  return roles.map(({ id, role }, i) => ({ tenant_id, item_id: item.id, organisation_id: id, role, position: i + 1 }));
}
