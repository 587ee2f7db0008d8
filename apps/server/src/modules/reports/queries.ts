import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import { type Scope, within } from '../../platform/permission.ts';
import { isDraft } from './belonging.ts';

/** Reports with their organ's name and whether each is the newest of its organ and year. Without the text: that is large. */
const reports = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('report')
    .innerJoin('issuing_organ as organ', (join) =>
      join.onRef('organ.tenant_id', '=', 'report.tenant_id').onRef('organ.id', '=', 'report.organ_id'),
    )
    .where('report.tenant_id', '=', tenantId)
    .select((read) => [
      'report.id',
      'report.organ_id',
      'organ.name as organ_name',
      'report.title',
      'report.region',
      'report.series',
      'report.year',
      'report.version',
      'report.version_label',
      'report.reference_prefix',
      'report.file_name',
      'report.sha256',
      'report.bytes',
      'report.characters',
      'report.unread',
      'report.imported_at',
      'report.imported_by_name',
      'report.sections',
      'report.sentences',
      'report.measures',
      'report.tasks',
      read
        .not(
          read.exists(
            read
              .selectFrom('report as newer')
              .whereRef('newer.tenant_id', '=', 'report.tenant_id')
              .whereRef('newer.organ_id', '=', 'report.organ_id')
              .whereRef('newer.year', '=', 'report.year')
              .whereRef('newer.series', '=', 'report.series')
              .whereRef('newer.version', '>', 'report.version')
              .select('newer.id'),
          ),
        )
        .as('current'),
    ]);

/** Those within the scope, newest year and version first. */
export const listReportRows = (tx: Tx, tenantId: string, scope: Scope) =>
  reports(tx, tenantId)
    .where(within(scope, { region: (codes) => sql`organ.region_code = any(${codes})`, draft: isDraft }))
    .orderBy('report.year', 'desc')
    .orderBy('organ.position')
    .orderBy('report.version', 'desc')
    .execute();

export type ReportRow = Awaited<ReturnType<typeof listReportRows>>[number];

/** Throws NOT_FOUND. */
export async function reportRow(tx: Tx, tenantId: string, reportId: string): Promise<ReportRow> {
  const row = await reports(tx, tenantId).where('report.id', '=', reportId).executeTakeFirst();
  if (!row) throw new AppError('NOT_FOUND', '没有这份报告。它可能属于别的城市或别的县区，请从报告列表进入。');
  return row;
}

export async function textOf(tx: Tx, tenantId: string, reportId: string): Promise<string> {
  const { text } = await tx
    .selectFrom('report')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', reportId)
    .select('text')
    .executeTakeFirstOrThrow();
  return text;
}

export const sectionsOf = (tx: Tx, tenantId: string, reportId: string) =>
  tx
    .selectFrom('report_section')
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .orderBy('position')
    .selectAll()
    .execute();

export const sentencesOf = (tx: Tx, tenantId: string, reportId: string) =>
  tx
    .selectFrom('report_sentence')
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .orderBy('position')
    .selectAll()
    .execute();

export const measuresOf = (tx: Tx, tenantId: string, reportId: string) =>
  tx
    .selectFrom('report_measure')
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .orderBy('position')
    .selectAll()
    .execute();

export const tasksOf = (tx: Tx, tenantId: string, reportId: string) =>
  tx
    .selectFrom('report_task')
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .orderBy('position')
    .selectAll()
    .execute();
