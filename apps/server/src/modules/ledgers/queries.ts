import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { EVERYTHING, type Scope } from '../../platform/permission.ts';
import { SUPERVISION } from './add-items.ts';
import { itemsWithin } from './belonging.ts';
import type { ItemFilter } from './contract.ts';

type Filter = Pick<z.output<typeof ItemFilter>, 'q' | 'organisationId' | 'reportId'>;

/** Items of the supervision ledger within a scope that a filter leaves. */
function filtered(tx: Tx, tenantId: string, filter: Filter, scope: Scope) {
  let items = tx
    .selectFrom('item')
    .where('item.tenant_id', '=', tenantId)
    .where('item.kind', '=', SUPERVISION.kind)
    .where(itemsWithin(scope));
  if (filter.reportId) items = items.where('item.report_id', '=', filter.reportId);
  const { organisationId, q } = filter;
  if (q) {
    const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
    items = items.where((where) =>
      where.or([
        where('item.wording', 'ilike', pattern),
        where('item.original', 'ilike', pattern),
        where('item.number', 'ilike', pattern),
      ]),
    );
  }
  if (organisationId) {
    // What is given to a group (各县区) is given to each of its members.
    items = items.where((where) =>
      where.exists(
        where
          .selectFrom('assignment')
          .whereRef('assignment.tenant_id', '=', 'item.tenant_id')
          .whereRef('assignment.item_id', '=', 'item.id')
          .where((own) =>
            own.or([
              own('assignment.organisation_id', '=', organisationId),
              own('assignment.organisation_id', 'in', (group) =>
                group
                  .selectFrom('organisation_member')
                  .where('tenant_id', '=', tenantId)
                  .where('member_id', '=', organisationId)
                  .select('group_id'),
              ),
            ]),
          )
          .select('assignment.item_id'),
      ),
    );
  }
  return items;
}

export async function countItems(tx: Tx, tenantId: string, filter: Filter, scope: Scope): Promise<number> {
  const { count } = await filtered(tx, tenantId, filter, scope)
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** A page in the order of the ledger, which is that of the ids: after `after`, at most `limit`. */
export const itemPage = (
  tx: Tx,
  tenantId: string,
  filter: Filter,
  { scope, after, limit }: { scope: Scope; after?: string | null; limit: number },
) =>
  filtered(tx, tenantId, filter, scope)
    .$if(after != null, (page) => page.where('item.id', '>', after!))
    .leftJoin('person', (join) =>
      join.onRef('person.tenant_id', '=', 'item.tenant_id').onRef('person.id', '=', 'item.sponsor_id'),
    )
    .selectAll('item')
    .select('person.name as sponsor_name')
    .orderBy('item.id')
    .limit(limit)
    .execute();

export type ItemRow = Awaited<ReturnType<typeof itemPage>>[number];

/** Whether the reader reaches it has been judged. */
export const itemRow = (tx: Tx, tenantId: string, itemId: string): Promise<ItemRow | undefined> =>
  filtered(tx, tenantId, {}, EVERYTHING)
    .where('item.id', '=', itemId)
    .leftJoin('person', (join) =>
      join.onRef('person.tenant_id', '=', 'item.tenant_id').onRef('person.id', '=', 'item.sponsor_id'),
    )
    .selectAll('item')
    .select('person.name as sponsor_name')
    .executeTakeFirst();

/** Who has which role in these items (at least one): the lead first, then joint leads and supports, each in official order. */
export const assignmentsOf = (tx: Tx, tenantId: string, itemIds: readonly string[]) =>
  tx
    .selectFrom('assignment')
    .innerJoin('organisation', (join) =>
      join
        .onRef('organisation.tenant_id', '=', 'assignment.tenant_id')
        .onRef('organisation.id', '=', 'assignment.organisation_id'),
    )
    .where('assignment.tenant_id', '=', tenantId)
    .where('assignment.item_id', 'in', itemIds)
    .orderBy(sql`array_position(array['lead', 'joint_lead', 'support'], assignment.role)`)
    .orderBy('organisation.position')
    .select([
      'assignment.item_id',
      'assignment.role',
      'organisation.id',
      'organisation.name',
      'organisation.short_name',
    ])
    .execute();

/** The business dates on which these items (at least one) were issued. */
export const issueDaysOf = (tx: Tx, tenantId: string, itemIds: readonly string[]) =>
  tx
    .selectFrom('item')
    .innerJoin('issuance', (join) =>
      join.onRef('issuance.tenant_id', '=', 'item.tenant_id').onRef('issuance.id', '=', 'item.issuance_id'),
    )
    .where('item.tenant_id', '=', tenantId)
    .where('item.id', 'in', itemIds)
    .select(['item.id', 'issuance.issued_on'])
    .execute();

/** The places in reports that these items (at least one) stand on, with the sentence's number and reference. */
export const anchorsOf = (tx: Tx, tenantId: string, itemIds: readonly string[]) =>
  tx
    .selectFrom('item_anchor')
    .innerJoin('report_sentence as sentence', (join) =>
      join
        .onRef('sentence.tenant_id', '=', 'item_anchor.tenant_id')
        .onRef('sentence.report_id', '=', 'item_anchor.report_id')
        .onRef('sentence.id', '=', 'item_anchor.sentence'),
    )
    .innerJoin('report', (join) =>
      join.onRef('report.tenant_id', '=', 'item_anchor.tenant_id').onRef('report.id', '=', 'item_anchor.report_id'),
    )
    .where('item_anchor.tenant_id', '=', tenantId)
    .where('item_anchor.item_id', 'in', itemIds)
    .orderBy('item_anchor.position')
    .select([
      'item_anchor.item_id',
      'item_anchor.report_id',
      'item_anchor.sentence',
      'item_anchor.start_at',
      'item_anchor.end_at',
      'sentence.reference',
      'sentence.position as number',
      'report.year',
      'report.version_label',
    ])
    .execute();

/** Items within a scope that stand on a sentence, in the order of the ledger. */
export const itemsOnSentence = (tx: Tx, tenantId: string, reportId: string, sentence: string, scope: Scope) =>
  tx
    .selectFrom('item_anchor')
    .innerJoin('item', (join) =>
      join.onRef('item.tenant_id', '=', 'item_anchor.tenant_id').onRef('item.id', '=', 'item_anchor.item_id'),
    )
    .where('item_anchor.tenant_id', '=', tenantId)
    .where('item_anchor.report_id', '=', reportId)
    .where('item_anchor.sentence', '=', sentence)
    .where(itemsWithin(scope))
    .orderBy('item.id')
    .select(['item.id', 'item.number', 'item.wording', 'item.due'])
    .execute();
