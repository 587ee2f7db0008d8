import { z } from 'zod';
import { BusinessDate, Uuid } from '../../contract.ts';

/** A row of the workbook that cannot be imported: where it is, what is wrong, what to do. */
export const ImportProblem = z.object({
  sheet: z.string(),
  /** As the spreadsheet counts it; 0 for the sheet as a whole. */
  row: z.int(),
  column: z.string(),
  message: z.string(),
});
export type ImportProblem = z.infer<typeof ImportProblem>;
export const ImportCounts = z.object({
  organisations: z.object({ added: z.int(), changed: z.int(), same: z.int() }),
  members: z.object({ added: z.int(), changed: z.int(), same: z.int() }),
  people: z.object({ added: z.int(), changed: z.int(), same: z.int() }),
  posts: z.object({ added: z.int(), changed: z.int(), same: z.int() }),
});
export type ImportCounts = z.infer<typeof ImportCounts>;
/** Fields of the form beside the file. */
export const PeopleImportFields = z.object({
  /** From when what it changes about an organisation holds; today unless told. */
  on: BusinessDate.optional(),
});
export const PeopleImportState = z.enum(['checked', 'applying', 'done', 'failed']);
/** Compared with what there is and nothing changed; while it is applied, followed by asking every half second. */
export const PeopleImport = z.object({
  id: Uuid,
  fileName: z.string(),
  holdsFrom: BusinessDate,
  state: PeopleImportState,
  progress: z.int(),
  digest: z.string(),
  counts: ImportCounts,
  problems: z.array(ImportProblem),
  /** What it would do, or has done: the first 300, in words. */
  changes: z.array(z.object({ sheet: z.string(), row: z.int(), what: z.string(), done: z.boolean() })),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type PeopleImport = z.infer<typeof PeopleImport>;
export const ImportApply = z.object({ digest: z.string().min(1) });
/** Masked unless shown, which is recorded. */
export const PeopleExport = z.object({
  on: BusinessDate.optional(),
  contacts: z.enum(['masked', 'shown']).default('masked'),
});

/*
 GET    /api/people-imports/template.xlsx        -> file
 POST   /api/people-imports                      multipart: file + PeopleImportFields -> 201 PeopleImport: a dry run
 GET    /api/people-imports/:importId            -> PeopleImport
 POST   /api/people-imports/:importId/apply      ImportApply -> 202 PeopleImport
 GET    /api/people.xlsx                         PeopleExport -> file

 Error codes: those of reading a file, IMPORT_CHANGED IMPORT_HAS_PROBLEMS IMPORT_RUNNING
*/
