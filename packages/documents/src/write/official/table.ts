import { AlignmentType, Paragraph, Table, TableCell, TableLayoutType, TableRow, VerticalAlign, WidthType } from 'docx';
import { FONTS } from '../fonts.ts';
import type { TableRow as Row, Run, TableColumn } from './content.ts';
import { run, runs } from './text.ts';

/** 五号 */
const SIZE = 21;
const LINE = { line: 320, lineRule: 'exact' } as const;
const MARGINS = { top: 40, bottom: 40, left: 70, right: 70 };

/** A table over the whole width; its header comes again on every page, and no row is torn between two. */
export function table(columns: TableColumn[], rows: Row[], width: number): Table {
  const total = columns.reduce((sum, column) => sum + column.weight, 0);
  const widths = columns.map((column) => Math.floor((width * column.weight) / total));
  return new Table({
    width: { size: widths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map((column, index) =>
          cell([[{ text: column.header, font: 'heading' }]], widths[index], 'center', 'EFEFEF'),
        ),
      }),
      ...rows.map((row) => bodyRow(row, columns, widths)),
    ],
  });
}

function bodyRow(row: Row, columns: TableColumn[], widths: number[]): TableRow {
  if (!Array.isArray(row)) {
    const paragraph = new Paragraph({
      spacing: LINE,
      keepNext: true,
      children: [run(row.group, FONTS.heading, SIZE)],
    });
    return new TableRow({
      cantSplit: true,
      children: [
        new TableCell({
          columnSpan: columns.length,
          margins: MARGINS,
          verticalAlign: VerticalAlign.CENTER,
          children: [paragraph],
        }),
      ],
    });
  }
  return new TableRow({
    cantSplit: true,
    children: columns.map((column, index) => cell(lines(row[index] ?? []), widths[index], column.align ?? 'left')),
  });
}

function cell(content: Run[][], width: number | undefined, align: 'left' | 'center', fill?: string): TableCell {
  return new TableCell({
    ...(width === undefined ? {} : { width: { size: width, type: WidthType.DXA } }),
    ...(fill ? { shading: { fill, type: 'clear', color: 'auto' } } : {}),
    margins: MARGINS,
    verticalAlign: VerticalAlign.CENTER,
    children: content.map(
      (line) =>
        new Paragraph({
          alignment: align === 'center' ? AlignmentType.CENTER : AlignmentType.LEFT,
          spacing: LINE,
          children: runs(line, SIZE),
        }),
    ),
  });
}

/** A line end inside a run ends the cell's paragraph. */
function lines(content: Run[]): Run[][] {
  const result: Run[][] = [[]];
  for (const one of content) {
    one.text.split('\n').forEach((text, index) => {
      if (index > 0) result.push([]);
      if (text !== '') result.at(-1)?.push({ ...one, text });
    });
  }
  return result;
}
