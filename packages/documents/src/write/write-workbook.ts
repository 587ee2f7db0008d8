import { once } from 'node:events';
import { PassThrough, type Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import Excel from '@protobi/exceljs';
import { linesHeight, rowHeight } from './row-height.ts';
import type { Sheet, WorkbookContent } from './workbook.ts';
import { cellValue, styles } from './workbook-cells.ts';

const ROWS_AT_A_TIME = 200;

/**
 * Writes an .xlsx to a stream, row by row: memory does not grow with the rows. Each sheet prints on A4 landscape, fitted
 * to the width, its header frozen and repeated on every page. Resolves when the target has everything; rejects when
 * the rows fail or the target closes early.
 */
export async function writeWorkbook(target: Writable, content: WorkbookContent): Promise<void> {
  const workbook = new Excel.stream.xlsx.WorkbookWriter({ stream: target, useStyles: true, useSharedStrings: false });
  workbook.creator = '落实';
  workbook.lastModifiedBy = '落实';
  const closed = finished(target, { readable: false });
  // Waited for below; a failure before that must not count as unhandled.
  closed.catch(() => {});
  const names = new Set<string>();
  for (const sheet of content.sheets) await writeSheet(workbook, sheet, uniqueName(sheet.name, names), target);
  await Promise.race([workbook.commit(), closed]);
  await closed;
}

/** The whole .xlsx as one buffer, for what is small. */
export async function workbookBuffer(content: WorkbookContent): Promise<Buffer> {
  const stream = new PassThrough();
  const [bytes] = await Promise.all([buffer(stream), writeWorkbook(stream, content)]);
  return bytes;
}

async function writeSheet(
  workbook: Excel.stream.xlsx.WorkbookWriter,
  sheet: Sheet,
  name: string,
  target: Writable,
): Promise<void> {
  const headerRow = (sheet.title ? 1 : 0) + (sheet.notes?.length ?? 0) + 1;
  const worksheet = workbook.addWorksheet(name, options(sheet, headerRow));
  worksheet.columns = sheet.columns.map(({ width }) => ({ width }));
  writeHead(worksheet, sheet);
  let count = 0;
  for await (const row of sheet.rows) {
    if (Array.isArray(row)) {
      const added = worksheet.addRow(row.map(cellValue));
      sheet.columns.forEach((column, index) => {
        added.getCell(index + 1).style = styles.cell(column, row[index] ?? null);
      });
      added.height = rowHeight(row, sheet.columns);
      added.commit();
    } else {
      writeMerged(worksheet, row.group, sheet.columns.length, styles.group, linesHeight(row.group, totalWidth(sheet)));
    }
    if (++count % ROWS_AT_A_TIME === 0) await breathe(target);
  }
  worksheet.commit();
}

/** Lets the zip catch up, and waits for a slow reader. */
async function breathe(target: Writable): Promise<void> {
  await setImmediate();
  if (target.writableNeedDrain && !target.destroyed) {
    await Promise.race([once(target, 'drain'), once(target, 'close')]);
  }
  if (target.destroyed) throw new Error('The target of the workbook was closed before all rows were written');
}

function options(sheet: Sheet, headerRow: number): Partial<Excel.AddWorksheetOptions> {
  const footerFont = '&"宋体,常规"&9';
  return {
    views: [{ state: 'frozen', ySplit: headerRow, xSplit: 0, showGridLines: false }],
    pageSetup: {
      paperSize: 9, // A4
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      margins: { left: 0.5, right: 0.5, top: 0.7, bottom: 0.7, header: 0.35, footer: 0.35 },
      printTitlesRow: `${headerRow}:${headerRow}`,
    },
    headerFooter: {
      oddFooter: `&C${footerFont}第 &P 页，共 &N 页`,
      ...(sheet.mark ? { oddHeader: `&R&"黑体,常规"&10${sheet.mark.replaceAll('&', '&&')}` } : {}),
    },
    ...(sheet.filter
      ? { autoFilter: { from: { row: headerRow, column: 1 }, to: { row: headerRow, column: sheet.columns.length } } }
      : {}),
  } as Partial<Excel.AddWorksheetOptions>;
}

function writeHead(worksheet: Excel.Worksheet, sheet: Sheet): void {
  const columns = sheet.columns.length;
  if (sheet.title) writeMerged(worksheet, sheet.title, columns, styles.title, 40);
  for (const note of sheet.notes ?? []) {
    writeMerged(worksheet, note, columns, styles.note, linesHeight(note, totalWidth(sheet)));
  }
  const header = worksheet.addRow(sheet.columns.map((column) => column.header));
  header.height = 30;
  header.eachCell({ includeEmpty: true }, (cell) => {
    cell.style = styles.header;
  });
  header.commit();
}

function writeMerged(
  worksheet: Excel.Worksheet,
  text: string,
  columns: number,
  style: Partial<Excel.Style>,
  height: number,
): void {
  const row = worksheet.addRow([cellValue(text)]);
  for (let column = 1; column <= columns; column++) row.getCell(column).style = style;
  if (columns > 1) worksheet.mergeCells(row.number, 1, row.number, columns);
  row.height = height;
  row.commit();
}

function totalWidth(sheet: Sheet): number {
  return sheet.columns.reduce((sum, column) => sum + column.width, 0);
}

/** Excel allows 31 characters, none of []:*?/\ and no name twice. */
function uniqueName(wanted: string, taken: Set<string>): string {
  const clean =
    wanted
      .replace(/[[\]:*?/\\']/gu, ' ')
      .trim()
      .slice(0, 31) || '表';
  let name = clean;
  for (let i = 2; taken.has(name); i++) name = `${clean.slice(0, 28)} ${i}`;
  taken.add(name);
  return name;
}
