import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import type { Belonging } from '../../platform/permission.ts';

/** A report is a working paper of its government until its breakdown has been issued: not meant for those below. */
export const isDraft: RawBuilder<boolean> = sql<boolean>`not exists (
  select from issuance where issuance.tenant_id = report.tenant_id and issuance.report_id = report.id)`;

/** Where a report belongs: to the government of its organ's region. */
export async function reportBelonging(tx: Tx, tenantId: string, reportId: string): Promise<Belonging | null> {
  const row = await tx
    .selectFrom('report')
    .innerJoin('issuing_organ as organ', (join) =>
      join.onRef('organ.tenant_id', '=', 'report.tenant_id').onRef('organ.id', '=', 'report.organ_id'),
    )
    .where('report.tenant_id', '=', tenantId)
    .where('report.id', '=', reportId)
    .select(['organ.region_code as region', isDraft.as('draft')])
    .executeTakeFirst();
  return row ?? null;
}

/** What every operation about one report takes, and how it is judged. */
export const OfReport = z.object({ reportId: Uuid });

/** The target of operations about one report. */
export const aboutReport = {
  missing: '没有这份报告。它可能属于别的城市或别的县区，请从报告列表进入。',
  checksItself: true,
  find: (tx: Tx, tenantId: string, { reportId }: { reportId: string }) => reportBelonging(tx, tenantId, reportId),
};

/** Where an import belongs: to its organ's government, and to who began it. */
export async function importBelonging(tx: Tx, tenantId: string, importId: string): Promise<Belonging | null> {
  const row = await tx
    .selectFrom('report_import')
    .innerJoin('issuing_organ as organ', (join) =>
      join.onRef('organ.tenant_id', '=', 'report_import.tenant_id').onRef('organ.id', '=', 'report_import.organ_id'),
    )
    .where('report_import.tenant_id', '=', tenantId)
    .where('report_import.id', '=', importId)
    .select(['organ.region_code as region', 'report_import.person_id as personId'])
    .executeTakeFirst();
  return row ? { ...row, draft: true } : null;
}

/** The same bytes are one report in a city, and knowing the file opens no other government's. Throws REPORT_OF_ANOTHER_ORGAN. */
export async function refuseAnothers(tx: Tx, tenantId: string, organIds: readonly string[]): Promise<void> {
  const organs = await tx
    .selectFrom('issuing_organ')
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', organIds)
    .select('region_code')
    .distinct()
    .execute();
  if (organs.length <= 1) return;
  throw new AppError(
    'REPORT_OF_ANOTHER_ORGAN',
    '同一份文件已由别的政府导入，没有再次保存。请核对是否选错了文件；确属本级报告的，请联系市政府督查室。',
  );
}
