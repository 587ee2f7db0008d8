export { DocumentError, type DocumentErrorCode } from './errors.ts';
export { type BreakdownForm, breakdownDocument } from './layouts/breakdown-document.ts';
export { breakdownWorkbook, sourceSheetLink } from './layouts/breakdown-workbook.ts';
export { measuresCsv, measuresWorkbook } from './layouts/measures.ts';
export type * from './layouts/types.ts';
export { LIMITS } from './limits.ts';
export { readBytes, readDocument } from './read/read-document.ts';
export { readTables, type Table, type TableCell, type TableRow } from './read/read-tables.ts';
export {
  findInternalMarking,
  findSecurityMarking,
  findTypedMarking,
  type SecurityMarking,
} from './read/security-marking.ts';
export type { DocumentKind, ReadDocument, TextSpan } from './read/types.ts';
export { readDocumentInWorker, readTablesInWorker } from './sandbox/read-in-worker.ts';
export { runInSandbox } from './sandbox/run-in-sandbox.ts';
export { type SandboxContext, type SandboxEntry, SandboxError, type SandboxLimits } from './sandbox/types.ts';
export type { Annex, Block, OfficialDocument, Run } from './write/official/content.ts';
export type { CellValue, Sheet, SheetColumn, SheetRow, WorkbookContent } from './write/workbook.ts';
export { type CsvContent, csvBuffer, writeCsv } from './write/write-csv.ts';
export { writeOfficialDocument } from './write/write-official-document.ts';
export { workbookBuffer, writeWorkbook } from './write/write-workbook.ts';
