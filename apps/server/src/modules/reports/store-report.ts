import type { Insertable, Selectable } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { json } from '../../platform/db/columns.ts';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { cityOf } from '../people/index.ts';
import { record } from '../record/index.ts';
import { reportImported } from './events.ts';
import type { Parsed } from './parse-worker.ts';
import { referencePrefix, reportSeries, sentenceReference } from './reference.ts';
import type { ReportTables } from './tables.ts';

/** A report just stored, and the one that it follows. */
export interface StoredReport {
  readonly id: string;
  /** The version before, of the same organ, year and region; null for the first. */
  readonly previousId: string | null;
}

/** Rows of one insert: the protocol takes 65,535 parameters, and the widest row has 20 columns. */
const CHUNK = 500;

/** Stores a report with everything found in it as the next version of its organ, year and region. Throws YEAR_UNKNOWN. */
export async function storeReport(
  tx: Tx,
  { actor, clock }: { actor: Actor; clock: Clock },
  row: Selectable<ReportTables['report_import']>,
  { text, decomposition: found }: Parsed,
): Promise<StoredReport> {
  const { tenantId } = actor;
  const year = found.report.year ?? row.year;
  if (year === null)
    throw new AppError('YEAR_UNKNOWN', '报告里没有写明是哪一年的工作安排。请在上传时填写年份，再上传一次。');
  const region = await lockRegion(tx, tenantId, row.organ_id);
  const series = reportSeries(found.report.region, region);
  const previous = await latestOf(tx, tenantId, { organId: row.organ_id, year, series });
  const version = (previous?.version ?? 0) + 1;
  const id = newId();
  const prefix = await freePrefix(tx, tenantId, { regionCode: region.code, year, version });
  await tx
    .insertInto('report')
    .values({
      tenant_id: tenantId,
      id,
      organ_id: row.organ_id,
      year,
      version,
      version_label: row.version_label,
      title: found.report.title || '政府工作报告',
      region: found.report.region,
      series,
      reference_prefix: prefix,
      file_name: row.file_name,
      sha256: row.sha256,
      bytes: row.bytes,
      text,
      characters: [...text.replace(/\s/g, '')].length,
      unread: json(found.unread),
      sections: found.sections.length,
      sentences: found.sentences.length,
      measures: found.measures.length,
      tasks: found.tasks.length,
      imported_at: clock.now(),
      imported_by: actor.personId,
      imported_by_name: actor.name,
    })
    .execute();
  await insertParts(tx, { tenant_id: tenantId, report_id: id }, prefix, found);
  await record(tx, {
    actor,
    clock,
    type: reportImported,
    subject: id,
    before: null,
    after: {
      organId: row.organ_id,
      year,
      version,
      title: found.report.title,
      sha256: row.sha256,
      sentences: found.sentences.length,
    },
  });
  return { id, previousId: previous?.id ?? null };
}

// The organ's row is locked, so that two imports of one organ get two versions; not against foreign keys that point to it,
// or an import and an issuance would wait for each other.
async function lockRegion(tx: Tx, tenantId: string, organId: string) {
  const organ = await tx
    .selectFrom('issuing_organ')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', organId)
    .select('region_code')
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  return tx
    .selectFrom('region')
    .where('tenant_id', '=', tenantId)
    .where('code', '=', organ.region_code)
    .select(['code', 'name', 'short_name'])
    .executeTakeFirstOrThrow();
}

const latestOf = (tx: Tx, tenantId: string, of: { organId: string; year: number; series: string }) =>
  tx
    .selectFrom('report')
    .where('tenant_id', '=', tenantId)
    .where('organ_id', '=', of.organId)
    .where('year', '=', of.year)
    .where('series', '=', of.series)
    .orderBy('version', 'desc')
    .select(['id', 'version'])
    .executeTakeFirst();

async function freePrefix(tx: Tx, tenantId: string, of: { regionCode: string; year: number; version: number }) {
  const taken = await tx
    .selectFrom('report')
    .where('tenant_id', '=', tenantId)
    .where('year', '=', of.year)
    .where('version', '=', of.version)
    .select('reference_prefix')
    .execute();
  const city = await cityOf(tx, tenantId);
  return referencePrefix(of, city.code, (prefix) => taken.some((row) => row.reference_prefix === prefix));
}

async function insertParts(
  tx: Tx,
  of: { tenant_id: string; report_id: string },
  prefix: string,
  found: Parsed['decomposition'],
): Promise<void> {
  const place = (one: { id: string; start: number; end: number }, i: number) => ({
    ...of,
    id: one.id,
    position: i + 1,
    start_at: one.start,
    end_at: one.end,
  });
  const parts = new Map(found.sections.map((section) => [section.id, section.part]));
  await insertRows(
    tx,
    'report_section',
    found.sections.map((one, i) => ({
      ...place(one, i),
      parent: one.parent,
      level: one.level,
      title: one.title,
      part: one.part,
    })),
  );
  await insertRows(
    tx,
    'report_sentence',
    found.sentences.map((one, i) => ({
      ...place(one, i),
      section: one.section,
      part: parts.get(one.section) ?? 'other',
      task: one.task,
      reason: one.reason,
      reference: sentenceReference(prefix, i + 1),
    })),
  );
  await insertRows(
    tx,
    'report_measure',
    found.measures.map(({ canonical, implied, ...one }, i) => ({
      ...place(one, i),
      sentence: one.sentence,
      raw: one.raw,
      value: one.value,
      unit: one.unit,
      canonical_value: canonical.value,
      canonical_unit: canonical.unit,
      indicator: one.indicator,
      aspect: one.aspect,
      direction: one.direction,
      kind: one.kind,
      bound: one.bound,
      scope: one.scope,
      period: one.period,
      implied: json(implied),
    })),
  );
  await insertRows(
    tx,
    'report_task',
    found.tasks.map((one, i) => ({
      ...place(one, i),
      sentence: one.sentence,
      due: one.due || null,
      clauses: json(one.clauses),
      leads: json(one.leads),
    })),
  );
}

async function insertRows<Table extends 'report_section' | 'report_sentence' | 'report_measure' | 'report_task'>(
  tx: Tx,
  table: Table,
  rows: readonly Insertable<ReportTables[Table]>[],
): Promise<void> {
  for (let i = 0; i < rows.length; i += CHUNK) {
    await tx
      .insertInto(table as 'report_section')
      .values(rows.slice(i, i + CHUNK) as Insertable<ReportTables['report_section']>[])
      .execute();
  }
}
