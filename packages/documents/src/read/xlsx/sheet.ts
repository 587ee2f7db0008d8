import { DocumentError } from '../../errors.ts';
import { LIMITS } from '../../limits.ts';
import type { XmlHandler } from '../docx/xml.ts';
import type { TableCell, TableRow } from '../read-tables.ts';
import { dayOf } from './dates.ts';

/** What the cells of all sheets refer to. */
export interface Meaning {
  strings: readonly string[];
  dates: readonly boolean[];
  from1904: boolean;
}

/** Turns the events of a worksheet into rows that have anything in them. Formulas are not worked out: their last value is taken. */
export function sheetHandler(meaning: Meaning, done: (row: TableRow) => void): XmlHandler {
  let row: TableRow = { number: 0, cells: [] };
  let column = 0;
  let cell = { type: '', style: 0, text: '', formula: false };
  let taking: 'value' | 'text' | null = null;
  return {
    open: (tag) => {
      if (tag.local === 'row') {
        row = { number: Number(tag.attribute('r')) || row.number + 1, cells: [] };
        column = 0;
      } else if (tag.local === 'c') {
        column = columnOf(tag.attribute('r')) ?? column;
        if (column >= LIMITS.tableColumns) throw tooWide();
        cell = { type: tag.attribute('t') ?? 'n', style: Number(tag.attribute('s') ?? 0), text: '', formula: false };
      } else if (tag.local === 'f') cell.formula = true;
      taking = tag.local === 'v' ? 'value' : tag.local === 't' && cell.type === 'inlineStr' ? 'text' : null;
    },
    close: (tag) => {
      taking = null;
      if (tag.local === 'c') {
        const value = cellText(cell, meaning);
        if (value !== '' || cell.formula) put(row.cells, column, { text: value, formula: cell.formula });
        column += 1;
      } else if (tag.local === 'row' && row.cells.some((one) => one.text !== '' || one.formula)) done(row);
    },
    text: (text) => {
      if (!taking) return;
      cell.text += text;
      if (cell.text.length > LIMITS.cellCharacters) throw tooLong(row.number);
    },
  };
}

function put(cells: TableCell[], column: number, cell: TableCell): void {
  while (cells.length < column) cells.push({ text: '', formula: false });
  cells[column] = cell;
}

function cellText(cell: { type: string; style: number; text: string }, meaning: Meaning): string {
  const { text } = cell;
  if (cell.type === 's') return (meaning.strings[Number(text)] ?? '').trim();
  if (cell.type === 'b') return text === '1' ? '是' : '否';
  if (cell.type !== 'n' || text === '') return text.trim();
  const number = Number(text);
  if (meaning.dates[cell.style]) return dayOf(number, meaning.from1904) ?? text;
  // 1.3912345678E10 is a telephone number.
  return Number.isFinite(number) ? String(number) : text.trim();
}

/** "AB12" -> 27. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]+/.exec(reference ?? '')?.[0];
  if (!letters) return null;
  let index = 0;
  for (const letter of letters.slice(0, 4)) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

const tooWide = () =>
  new DocumentError(
    'FILE_TOO_LARGE',
    `表格超过 ${LIMITS.tableColumns} 列。请用下载的模板填写，删去多余的列，再试一次。`,
  );
const tooLong = (row: number) =>
  new DocumentError('FILE_DAMAGED', `第 ${row} 行有一个单元格超过 ${LIMITS.cellCharacters} 个字。请改短后再试。`);
