import type { CellValue, SheetColumn } from './workbook.ts';

/** Points of a line of 11 points, and the free space above and below. */
const LINE = 15;
const SPACE = 6;
/** Excel's limit. */
const TALLEST = 409;
/** Widths are in digits of the default font; a Chinese character of 11 points takes a little over two. */
const HAN_WIDTH = 2.15;

/**
 * The height that a row's longest cell needs. Excel fits rows by itself only when somebody edits them, LibreOffice and
 * WPS not always on opening, and merged cells never: so the height is reckoned and written.
 */
export function rowHeight(row: CellValue[], columns: SheetColumn[]): number {
  const heights = columns.map((column, index) => linesHeight(textOf(row[index] ?? null), column.width));
  return Math.max(...heights);
}

/** The height of a text that runs over lines of `width`. */
export function linesHeight(text: string, width: number): number {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / (width - 1))), 0);
  return Math.min(TALLEST, lines * LINE + SPACE);
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += character <= '\u00ff' ? 1.1 : HAN_WIDTH;
  return width;
}

function textOf(value: CellValue): string {
  if (value === null) return '';
  return typeof value === 'object' ? value.text : String(value);
}
