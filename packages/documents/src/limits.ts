/** What a file may cost. One place, so that the server, the CLI and the messages agree. */
export const LIMITS = {
  /** Bytes of the file itself. */
  fileBytes: 50 * 1024 * 1024,
  /** Bytes of everything in a docx, unpacked. */
  inflatedBytes: 200 * 1024 * 1024,
  /** Unpacked to packed; judged only above `ratioFloorBytes`, since short XML repeats itself honestly. */
  inflationRatio: 100,
  ratioFloorBytes: 5 * 1024 * 1024,
  archiveEntries: 2_000,
  /** XML or HTML elements inside each other. */
  nesting: 500,
  pdfPages: 3_000,
  /** Rows with anything in them, of all sheets of a workbook that is read as tables. */
  tableRows: 30_000,
  tableColumns: 100,
  tableSheets: 30,
  /** Characters of one cell; Excel's own limit. */
  cellCharacters: 32_767,
} as const;
