import { basename } from 'node:path';
import { DocumentError } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import { openArchive } from './archive.ts';
import { readBytes } from './read-document.ts';
import { findSecurityMarking } from './security-marking.ts';
import { readDateStyles, readPart, readSharedStrings, readWorkbook } from './xlsx/parts.ts';
import { sheetHandler } from './xlsx/sheet.ts';

/** A cell as text: dates as 2026-03-02, truth as 是 and 否. `formula` where a formula stands; the text is its last result. */
export interface TableCell {
  text: string;
  formula: boolean;
}
/** A row that has anything in it; `number` as the spreadsheet shows it, from 1. */
export interface TableRow {
  number: number;
  cells: TableCell[];
}
export interface Table {
  name: string;
  rows: TableRow[];
}

/**
 * Reads the sheets of an .xlsx as tables of text. Takes its bytes, or its path. Nothing is worked out, followed or loaded:
 * no formulas, links, macros. At most 30,000 rows, 100 columns, 30 sheets; unpacking is capped as for every archive.
 * Throws `DocumentError` for every file that cannot or may not be read.
 */
export async function readTables(input: Uint8Array | string, options: { fileName?: string } = {}): Promise<Table[]> {
  const fileName = options.fileName ?? (typeof input === 'string' ? basename(input) : '');
  const bytes = typeof input === 'string' ? await readBytes(input) : input;
  refuseOtherKinds(bytes, fileName);
  try {
    return await tablesOf(bytes);
  } catch (error) {
    throw error instanceof DocumentError ? inWordsOfTables(error) : error;
  }
}

async function tablesOf(bytes: Uint8Array): Promise<Table[]> {
  const archive = await openArchive(bytes);
  const { sheets, from1904 } = await readWorkbook(archive);
  if (sheets.length > LIMITS.tableSheets)
    throw new DocumentError(
      'FILE_TOO_LARGE',
      `工作簿超过 ${LIMITS.tableSheets} 张工作表。请只留要导入的几张，再试一次。`,
    );
  const meaning = { strings: await readSharedStrings(archive), dates: await readDateStyles(archive), from1904 };
  const tables: Table[] = [];
  let count = 0;
  for (const { name, part } of sheets) {
    const table: Table = { name, rows: [] };
    const handler = sheetHandler(meaning, (row) => {
      if (++count > LIMITS.tableRows)
        throw new DocumentError('FILE_TOO_LARGE', `表格超过 ${LIMITS.tableRows} 行。请分成几个文件导入。`);
      table.rows.push(row);
    });
    await readPart(archive, part, handler);
    tables.push(table);
  }
  const words = tables.map((table) => table.rows.map((row) => row.cells.map((cell) => cell.text).join(' ')).join('\n'));
  for (const text of words) {
    const marking = findSecurityMarking(text);
    if (marking)
      throw new DocumentError(
        'FILE_CLASSIFIED',
        `文件里有密级标志“${marking.raw.trim()}”。涉密文件不得在本系统处理，内容没有保存。请立即停止上传，并按保密规定处理该文件。`,
      );
  }
  return tables;
}

const OLE2 = Buffer.from('d0cf11e0a1b11ae1', 'hex');

function refuseOtherKinds(bytes: Uint8Array, fileName: string): void {
  if (bytes.byteLength === 0) throw new DocumentError('FILE_EMPTY', '文件是空的（0 字节）。请重新选择文件，再试一次。');
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.subarray(0, 8).equals(OLE2)) {
    const locked = buffer.includes(Buffer.from('EncryptedPackage\0', 'utf16le'));
    throw locked
      ? new DocumentError('FILE_ENCRYPTED', '这个工作簿设了打开密码，读不了。请在 Excel 中去掉密码，保存后再试。')
      : new DocumentError(
          'FILE_KIND_MISMATCH',
          '这是旧版 Excel 文件（.xls）。请在 Excel 或 WPS 中另存为 .xlsx，再试一次。',
        );
  }
  const extension = /\.([^./\\]+)$/u.exec(fileName)?.[1]?.toLowerCase() ?? 'xlsx';
  const zip = buffer.subarray(0, 2).toString('latin1') === 'PK';
  if (extension !== 'xlsx')
    throw new DocumentError(
      'FILE_KIND_UNKNOWN',
      `这里只读 .xlsx 工作簿，不读 .${extension}。请另存为 .xlsx，再试一次。`,
    );
  if (!zip || !buffer.includes('xl/workbook.xml'))
    throw new DocumentError(
      'FILE_KIND_MISMATCH',
      '文件名是 .xlsx，内容却不是工作簿。请在 Excel 或 WPS 中打开原文件，另存为 .xlsx，再试一次。',
    );
}

/** The archive's own words speak of reports in Word. */
function inWordsOfTables(error: DocumentError): DocumentError {
  if (error.code === 'FILE_BOMB')
    return new DocumentError(
      error.code,
      '为安全起见没有打开这个文件：解开后大得不合常理，像是“压缩炸弹”。请核实来源；若确是要导入的表格，把数据复制到新下载的模板里，再试一次。',
      error.details,
    );
  if (error.code === 'FILE_DAMAGED' && /\.docx|Word/u.test(error.message))
    return new DocumentError(
      error.code,
      '文件已损坏，读不完整。请在 Excel 或 WPS 中打开，另存为新的 .xlsx，再试一次。',
      error.details,
    );
  return error;
}
