import { Paragraph, type Table } from 'docx';
import { FONTS } from '../fonts.ts';
import type { Block } from './content.ts';
import { CHARACTER_TWIPS } from './page.ts';
import { table } from './table.ts';
import { run, runs } from './text.ts';

const HEADING_FONTS = { 1: FONTS.heading, 2: FONTS.subheading, 3: FONTS.body, 4: FONTS.body } as const;
/** Two characters, also for programs that only know twips. */
export const FIRST_LINE = { firstLine: CHARACTER_TWIPS * 2, firstLineChars: 200 };

/** Headings, paragraphs and tables, in order. `width` is the page's text width in twips. */
export function blocks(content: Block[], width: number): (Paragraph | Table)[] {
  return content.map((block) => {
    if (block.kind === 'table') return table(block.columns, block.rows, width);
    if (block.kind === 'paragraph') {
      return new Paragraph({ ...(block.indent === false ? {} : { indent: FIRST_LINE }), children: runs(block.runs) });
    }
    return new Paragraph({
      indent: FIRST_LINE,
      keepNext: true,
      outlineLevel: block.level - 1,
      children: [run(block.text, HEADING_FONTS[block.level])],
    });
  });
}
