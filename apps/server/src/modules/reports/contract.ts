import { z } from 'zod';
import { BusinessDate, Span, Uuid } from '../../contract.ts';

export const Part = z.enum(['review', 'targets', 'plan', 'other']);
export const Aspect = z.enum(['level', 'growth', 'change', 'share', 'rank']);
export const Bound = z.enum(['eq', 'about', 'min', 'max']);
export const MeasureKind = z.enum(['result', 'target']);

export const Section = Span.extend({
  id: z.string(),
  parent: z.string(),
  level: z.int(),
  title: z.string(),
  part: Part,
});
export const Sentence = Span.extend({
  id: z.string(),
  section: z.string(),
  task: z.boolean(),
  reason: z.string(),
  /** Its place in the report, from 1; "第12句". */
  number: z.int(),
  /** Leads from anywhere, for ever: "R2026-1-S012", resolved by GET /api/sources/:reference. */
  reference: z.string(),
});
export const Measure = Span.extend({
  id: z.string(),
  sentence: z.string(),
  raw: z.string(),
  value: z.number().nullable(),
  unit: z.string(),
  canonical: z.object({ value: z.number().nullable(), unit: z.string() }),
  indicator: z.string(),
  aspect: Aspect,
  direction: z.enum(['up', 'down', '']),
  kind: MeasureKind,
  bound: Bound,
  scope: z.string(),
  period: z.string(),
  implied: z.array(z.object({ field: z.string(), rule: z.string() })),
});
export type Section = z.infer<typeof Section>;
export type Sentence = z.infer<typeof Sentence>;
export type Measure = z.infer<typeof Measure>;

/** One version of one year's report: immutable once imported. */
export const Report = z.object({
  id: Uuid,
  organ: z.object({ id: Uuid, name: z.string() }),
  title: z.string(),
  region: z.string(),
  /** Plan year. */
  year: z.int(),
  /** 1 for the first imported of its organ, year and region, counting up. */
  version: z.int(),
  /** 审议稿, 修改稿 … as the importer named it. */
  versionLabel: z.string(),
  fileName: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  characters: z.int(),
  importedAt: z.string(),
  importedBy: z.string(),
  /** The newest version of its organ, year and region: the one whose breakdown is worked on. */
  current: z.boolean(),
  counts: z.object({ sections: z.int(), sentences: z.int(), measures: z.int(), tasks: z.int() }),
});
export type Report = z.infer<typeof Report>;
export const Reports = z.object({ reports: z.array(Report) });

export const ReportText = z.object({
  report: Report,
  text: z.string(),
  sections: z.array(Section),
  sentences: z.array(Sentence),
  measures: z.array(Measure),
  unread: z.array(Span.extend({ why: z.string() })),
});
export type ReportText = z.infer<typeof ReportText>;

/** The organs that the reader may import for and issue under. */
export const ReportOrgans = z.object({ organs: z.array(z.object({ id: Uuid, name: z.string() })) });

/** Fields of the multipart form beside the file. */
export const ImportFields = z.object({
  organId: Uuid,
  /** Where the report itself does not name its year. */
  year: z.coerce.number().int().min(1990).max(2100).optional(),
  versionLabel: z.string().trim().max(20, '版本名称最多 20 个字').default('审议稿'),
  /** The person confirms that the material is not classified (不涉密). Must be "true". */
  unclassified: z.literal('true', '请先确认材料不涉密，再上传'),
});

export const ImportState = z.enum(['queued', 'reading', 'decomposing', 'saving', 'done', 'failed']);
/** The import as the page follows it (poll every 500 ms; it takes seconds). */
export const Import = z.object({
  id: Uuid,
  fileName: z.string(),
  state: ImportState,
  /** 0 to 100. */
  progress: z.int(),
  /** Present when state is done. */
  reportId: Uuid.nullable(),
  /** True when the same bytes had been imported before: reportId is the report that holds them. */
  duplicate: z.boolean(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type Import = z.infer<typeof Import>;

/** What became of each decision when a newer version was imported. */
export const Carried = z.enum(['unchanged', 'changed', 'moved', 'added', 'removed']);
export const VersionChanges = z.object({
  from: Report.nullable(),
  to: Report,
  counts: z.record(Carried, z.int()),
  rows: z.array(
    z.object({
      carried: Carried,
      before: z.object({ number: z.int(), text: z.string() }).nullable(),
      after: z.object({ number: z.int(), text: z.string(), sentence: z.string() }).nullable(),
      /** How alike the two wordings are, 0 to 1. */
      similarity: z.number(),
      /** True when a decision taken on the earlier version now stands on this sentence. */
      decisionKept: z.boolean(),
    }),
  ),
});
export type VersionChanges = z.infer<typeof VersionChanges>;

export const MeasureFilter = z.object({
  part: Part.optional(),
  kind: MeasureKind.optional(),
  /** Words inside the indicator. */
  indicator: z.string().trim().optional(),
  /** Words inside the scope (region or organisation). */
  region: z.string().trim().optional(),
  q: z.string().trim().optional(),
});
export const MeasureRow = Measure.extend({
  part: Part,
  sectionPath: z.array(z.string()),
  sentenceText: z.string(),
  /** Where the sentence starts in the report: the figure's place in `sentenceText` is start - sentenceStart. */
  sentenceStart: z.int(),
  sentenceNumber: z.int(),
  reference: z.string(),
});
export type MeasureRow = z.infer<typeof MeasureRow>;
export const MeasureRows = z.object({
  report: Report,
  rows: z.array(MeasureRow),
  total: z.int(),
  /** For the filters: what is there to choose from. */
  parts: z.array(z.object({ part: Part, count: z.int() })),
  scopes: z.array(z.object({ scope: z.string(), count: z.int() })),
});

/** Where a reference leads. */
export const Source = z.object({
  reference: z.string(),
  report: Report,
  sentence: Sentence,
  text: z.string(),
  sectionPath: z.array(z.string()),
  before: z.string(),
  after: z.string(),
  measures: z.array(Measure),
  items: z.array(z.object({ id: Uuid, number: z.string(), wording: z.string(), due: BusinessDate.nullable() })),
});
export type Source = z.infer<typeof Source>;

/*
 POST /api/reports                     multipart: file + ImportFields -> 202 Import
 GET  /api/imports/:importId           -> Import
 GET  /api/reports                     -> Reports, newest year and version first
 GET  /api/reports/organs              -> ReportOrgans: what to choose from when importing and issuing
 GET  /api/reports/:reportId           -> Report
 GET  /api/reports/:reportId/text      -> ReportText
 GET  /api/reports/:reportId/file      -> the very bytes that were imported
 GET  /api/reports/:reportId/changes   -> VersionChanges against the version before
 GET  /api/reports/:reportId/measures  MeasureFilter -> MeasureRows
 GET  /api/reports/:reportId/measures.xlsx | measures.csv   MeasureFilter -> file
 GET  /api/sources/:reference          -> Source

 Error codes: FILE_EMPTY FILE_TOO_LARGE FILE_KIND_UNKNOWN FILE_KIND_MISMATCH FILE_ENCRYPTED FILE_SCANNED FILE_BOMB FILE_DAMAGED
 FILE_ENCODING FILE_CLASSIFIED NOT_A_REPORT REPORT_WITHOUT_PLAN PARSER_TIMEOUT PARSER_MEMORY PARSER_CRASHED YEAR_UNKNOWN UNCLASSIFIED_NOT_CONFIRMED
*/
