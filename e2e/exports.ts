import { readFile } from 'node:fs/promises';
import Excel from '@protobi/exceljs';
import JSZip from 'jszip';
import type { Locator, Page } from 'playwright-core';

/** A row of a sheet: its cells by the words of the header, and where its last cell leads. */
export interface SheetRow {
  cells: Record<string, string>;
  link: string | null;
}

/** Clicks a link that is a download and gives the file as it arrived on the disk, with its name. */
export async function download(page: Page, link: Locator): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** The table of a workbook's sheet: what stands below the row that begins with `first`, without the rows that only head a group. */
export async function sheetRows(bytes: Buffer, first: string, sheet = 0): Promise<SheetRow[]> {
  const workbook = new Excel.Workbook();
  await workbook.xlsx.load(bytes as unknown as Excel.Buffer);
  const table = workbook.worksheets[sheet];
  if (!table) throw new Error(`no sheet ${sheet}`);
  const rows: SheetRow[] = [];
  let header: string[] | null = null;
  table.eachRow((row) => {
    const texts = Array.from({ length: table.columnCount }, (_, index) => row.getCell(index + 1).text);
    if (!header) {
      if (texts[0] === first) header = texts;
      return;
    }
    // The heading of a group is one cell as wide as the table.
    if (row.getCell(2).isMerged) return;
    rows.push({
      cells: Object.fromEntries(header.map((name, index) => [name, texts[index] ?? ''])),
      link: row.getCell(table.columnCount).hyperlink ?? null,
    });
  });
  return rows;
}

/** Fields in quotes may hold commas, quotes and line breaks. */
export function csvRows(bytes: Buffer): Record<string, string>[] {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const lines: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    lines.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '') break;
    if (end !== ',') lines.push([]);
  }
  const [header = [], ...rows] = lines.filter((line) => line.length > 1);
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
}

/** The paragraphs of a docx as text, and where its links lead. */
export async function docxContent(bytes: Buffer): Promise<{ paragraphs: string[]; links: string[] }> {
  const zip = await JSZip.loadAsync(bytes);
  const xml = async (name: string) => (await zip.file(name)?.async('string')) ?? '';
  const body = await xml('word/document.xml');
  const paragraphs = [...body.matchAll(/<w:p[ >][\s\S]*?<\/w:p>/g)].map(([paragraph]) =>
    unescaped([...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, words]) => words).join('')),
  );
  const relations = await xml('word/_rels/document.xml.rels');
  const links = [...relations.matchAll(/Target="(https?:[^"]*)"/g)].map(([, target]) => unescaped(target ?? ''));
  return { paragraphs, links };
}

function unescaped(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
