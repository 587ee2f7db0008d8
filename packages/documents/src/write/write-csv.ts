import type { Writable } from 'node:stream';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';

export interface CsvContent {
  header: string[];
  rows: Iterable<(string | number | null)[]> | AsyncIterable<(string | number | null)[]>;
}

/**
 * Writes CSV as Excel in China opens it: UTF-8 with a byte order mark, CRLF. Text that a spreadsheet would run as a
 * formula (first character = + - @, tab, carriage return, or a full-width = + - @) gets an apostrophe before it;
 * numbers keep their sign.
 */
export async function writeCsv(target: Writable, content: CsvContent): Promise<void> {
  const csv = stringify({
    bom: true,
    record_delimiter: 'windows',
    // Off by default once the delimiter is named: a line end inside a sentence would then tear its row.
    quote_record_delimiter: true,
    escape_formulas: true,
  });
  await pipeline(Readable.from(withHeader(content)), csv, target);
}

/** The whole CSV as one buffer, for what is small. */
export async function csvBuffer(content: CsvContent): Promise<Buffer> {
  const stream = new PassThrough();
  const [bytes] = await Promise.all([buffer(stream), writeCsv(stream, content)]);
  return bytes;
}

async function* withHeader(content: CsvContent): AsyncIterable<(string | number | null)[]> {
  yield content.header;
  yield* content.rows;
}
