import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  RelativeHorizontalPosition,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  WidthType,
} from 'docx';
import { FONTS } from '../fonts.ts';
import { FIRST_LINE } from './blocks.ts';
import type { OfficialDocument } from './content.ts';
import { blank } from './head.ts';
import { CHARACTER_TWIPS, LINE_TWIPS, TEXT_WIDTH } from './page.ts';
import { characters, chineseDate, run } from './text.ts';

/** 附件说明: a line below the text, indented two characters, no full stop. */
export function annexNotes(document: OfficialDocument): Paragraph[] {
  const annexes = document.annexes ?? [];
  if (annexes.length === 0) return [];
  const lines = annexes.map(({ title }, index) => {
    const ordinal = annexes.length > 1 ? `${index + 1}.` : '';
    const lead = index === 0 ? '附件：' : '　　　';
    return new Paragraph({ indent: FIRST_LINE, children: [run(`${lead}${ordinal}${title}`, FONTS.body)] });
  });
  return [blank(), ...lines];
}

/** 署名 over 成文日期, centred on each other, the date four characters from the right. */
export function signature(document: OfficialDocument): Paragraph[] {
  const date = document.date ? chineseDate(document.date) : '';
  const organ = document.signature ?? '';
  if (date === '' && organ === '') return [];
  const overhang = (characters(date) - characters(organ)) / 2;
  const organFromRight = Math.max(0, 4 + overhang);
  const dateFromRight = organFromRight - overhang;
  return [
    blank(),
    blank(),
    ...(organ ? [fromRight(organ, organFromRight, true)] : []),
    ...(date ? [fromRight(date, date && organ ? dateFromRight : 4, false)] : []),
  ];
}

function fromRight(text: string, space: number, keepNext: boolean): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.RIGHT,
    indent: { right: Math.round(space * CHARACTER_TWIPS) },
    keepNext,
    children: [run(text, FONTS.body)],
  });
}

/** 版记 at the foot of the page: 抄送, then 印发机关 and 印发日期, 4号仿宋 between lines, the outer ones thicker. */
export function colophon(document: OfficialDocument): Table[] {
  const content = document.colophon;
  if (!content) return [];
  const copies = content.copyTo?.length ? [`抄送：${content.copyTo.join('，')}。`] : [];
  const rows = [...copies, `${content.printedBy}\t${chineseDate(content.printedOn)}印发`];
  const height = rows.reduce((sum, text) => sum + linesOf(text) * LINE_TWIPS, 0);
  const thick = { style: BorderStyle.SINGLE, size: 8, color: '000000' };
  const thin = { style: BorderStyle.SINGLE, size: 6, color: '000000' };
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  return [
    new Table({
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      columnWidths: [TEXT_WIDTH],
      layout: TableLayoutType.FIXED,
      borders: { top: thick, bottom: thick, left: none, right: none, insideHorizontal: thin, insideVertical: none },
      float: {
        horizontalAnchor: TableAnchorType.MARGIN,
        verticalAnchor: TableAnchorType.MARGIN,
        relativeHorizontalPosition: RelativeHorizontalPosition.CENTER,
        // Counted, since not every program knows "bottom".
        absoluteVerticalPosition: 22 * LINE_TWIPS - height,
      },
      rows: rows.map((text) => new TableRow({ children: [new TableCell({ children: [colophonLine(text)] })] })),
    }),
  ];
}

/** Lines of 4号 between the margins; 30 characters a line. */
function linesOf(text: string): number {
  return Math.ceil(characters(text) / 30);
}

function colophonLine(text: string): Paragraph {
  return new Paragraph({
    indent: { left: 172, right: 172 },
    tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH - 216 - 172 }],
    children: [run(text, FONTS.body, 28)],
  });
}
