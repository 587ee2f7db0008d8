import { AlignmentType, Footer, Header, PageNumber, Paragraph, TextRun } from 'docx';
import { FONTS } from '../fonts.ts';
import { font, run } from './text.ts';

/** "— 1 —" in 4号宋体, on the outer side, one character in: right on odd pages, left on even ones. */
export function pageNumbers(): { default: Footer; even: Footer } {
  return { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) };
}

function pageNumber(side: (typeof AlignmentType)['LEFT' | 'RIGHT']): Footer {
  const number = new TextRun({
    children: ['— ', PageNumber.CURRENT, ' —'],
    font: font(FONTS.number, FONTS.number),
    size: 28,
  });
  return new Footer({
    children: [
      new Paragraph({
        alignment: side,
        indent: side === AlignmentType.RIGHT ? { right: 280 } : { left: 280 },
        spacing: { line: 280, lineRule: 'exact' },
        children: [number],
      }),
    ],
  });
}

/** 征求意见稿, 演示: at the head of every page, so that no loose page passes for the issued one. */
export function draftMarks(mark: string | undefined): { default: Header; even: Header } | undefined {
  if (!mark) return undefined;
  const header = (): Header =>
    new Header({
      children: [
        new Paragraph({
          alignment: AlignmentType.LEFT,
          spacing: { line: 400, lineRule: 'exact' },
          children: [run(mark, FONTS.heading)],
        }),
      ],
    });
  return { default: header(), even: header() };
}
