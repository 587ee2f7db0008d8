import type Excel from '@protobi/exceljs';
import { FONTS } from './fonts.ts';
import type { CellValue, SheetColumn } from './workbook.ts';

/** Excel's own limit on the characters of a cell. */
const CELL_CHARACTERS = 32_767;
const LINE: Partial<Excel.Border> = { style: 'thin', color: { argb: 'FF7F7F7F' } };
const BORDER: Partial<Excel.Borders> = { top: LINE, left: LINE, bottom: LINE, right: LINE };
/** Text format: what begins with "=" stays text even after somebody edits the cell. */
const TEXT = '@';

/** The value as the writer takes it: strings as text, links as links when they lead somewhere safe. */
export function cellValue(value: CellValue): Excel.CellValue {
  if (value === null || typeof value === 'number') return value;
  if (typeof value === 'string') return plain(value);
  return isLink(value.url) ? { text: plain(value.text), hyperlink: value.url } : plain(value.text);
}

function plain(text: string): string {
  return text.length > CELL_CHARACTERS ? `${text.slice(0, CELL_CHARACTERS - 1)}…` : text;
}

/** A web address, or a place in the same workbook (#'原文'!A12); nothing that starts a program or reads a file. */
function isLink(url: string): boolean {
  return /^https?:\/\//iu.test(url) || /^#'[^'!]+'![A-Z]+\d+$/u.test(url);
}

export const styles = {
  title: {
    font: { name: FONTS.title, size: 20 },
    alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
    numFmt: TEXT,
  },
  note: {
    font: { name: FONTS.body, size: 10, color: { argb: 'FF595959' } },
    alignment: { horizontal: 'left', vertical: 'middle', wrapText: true },
    numFmt: TEXT,
  },
  header: {
    font: { name: FONTS.heading, size: 11 },
    alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE7EEF5' } },
    border: BORDER,
    numFmt: TEXT,
  },
  group: {
    font: { name: FONTS.heading, size: 11 },
    alignment: { horizontal: 'left', vertical: 'middle', wrapText: true },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF5F5F5' } },
    border: BORDER,
    numFmt: TEXT,
  },
  cell: (column: SheetColumn, value: CellValue): Partial<Excel.Style> => {
    const link = value !== null && typeof value === 'object' && isLink(value.url);
    return link ? LINK[column.kind ?? 'text'] : PLAIN[column.kind ?? 'text'];
  },
} satisfies Record<string, Partial<Excel.Style> | ((...values: never[]) => Partial<Excel.Style>)>;

type Kind = NonNullable<SheetColumn['kind']>;
const HORIZONTAL: Record<Kind, 'left' | 'right' | 'center'> = { text: 'left', number: 'right', center: 'center' };

/** One object a kind: the writer knows styles it has seen by identity. */
function byKind(font: Partial<Excel.Font>): Record<Kind, Partial<Excel.Style>> {
  const style = (kind: Kind): Partial<Excel.Style> => ({
    font: { name: FONTS.body, size: 11, ...font },
    alignment: { horizontal: HORIZONTAL[kind], vertical: 'middle', wrapText: true },
    border: BORDER,
    numFmt: kind === 'number' ? 'General' : TEXT,
  });
  return { text: style('text'), number: style('number'), center: style('center') };
}

const PLAIN = byKind({});
const LINK = byKind({ color: { argb: 'FF1F4E9E' }, underline: true });
