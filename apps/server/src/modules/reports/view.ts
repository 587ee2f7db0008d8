/** Row -> wire. */
import type { Selectable } from 'kysely';
import type { Import, Measure, Report, Section, Sentence } from './contract.ts';
import type { ReportRow } from './queries.ts';
import type { ReportTables } from './tables.ts';

export const reportView = (row: ReportRow): Report => ({
  id: row.id,
  organ: { id: row.organ_id, name: row.organ_name },
  title: row.title,
  region: row.region,
  year: row.year,
  version: row.version,
  versionLabel: row.version_label,
  fileName: row.file_name,
  sha256: row.sha256,
  bytes: row.bytes,
  characters: row.characters,
  importedAt: row.imported_at.toISOString(),
  importedBy: row.imported_by_name,
  current: Boolean(row.current),
  counts: { sections: row.sections, sentences: row.sentences, measures: row.measures, tasks: row.tasks },
});

export const sectionView = (row: Selectable<ReportTables['report_section']>): Section => ({
  id: row.id,
  parent: row.parent,
  level: row.level,
  title: row.title,
  part: row.part,
  start: row.start_at,
  end: row.end_at,
});

export const sentenceView = (row: Selectable<ReportTables['report_sentence']>): Sentence => ({
  id: row.id,
  section: row.section,
  task: row.task,
  reason: row.reason,
  number: row.position,
  reference: row.reference,
  start: row.start_at,
  end: row.end_at,
});

export const measureView = (row: Selectable<ReportTables['report_measure']>): Measure => ({
  id: row.id,
  sentence: row.sentence,
  start: row.start_at,
  end: row.end_at,
  raw: row.raw,
  value: row.value,
  unit: row.unit,
  canonical: { value: row.canonical_value, unit: row.canonical_unit },
  indicator: row.indicator,
  aspect: row.aspect,
  direction: row.direction,
  kind: row.kind,
  bound: row.bound,
  scope: row.scope,
  period: row.period,
  implied: row.implied,
});

export const importView = (row: Selectable<ReportTables['report_import']>): Import => ({
  id: row.id,
  fileName: row.file_name,
  state: row.state,
  progress: row.progress,
  reportId: row.report_id,
  duplicate: row.duplicate,
  error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
});
