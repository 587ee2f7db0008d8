import { AlignmentType, BorderStyle, Paragraph } from 'docx';
import { FONTS } from '../fonts.ts';
import type { OfficialDocument } from './content.ts';
import { LINE_TWIPS, millimetres, TEXT_WIDTH } from './page.ts';
import { run } from './text.ts';

const RED = 'E60012';

/** 红头: the mark 35 mm under the top of the text block, the number two lines under it, the red line 4 mm under that. */
export function redHead(document: OfficialDocument): Paragraph[] {
  if (!document.organMark) return [];
  const points = Math.min(48, Math.floor(TEXT_WIDTH / 20 / Math.max(1, [...document.organMark].length)));
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: millimetres(35 - 11), line: points * 20 + 120, lineRule: 'exact', after: LINE_TWIPS * 2 },
      children: [run(document.organMark, FONTS.title, points * 2, { color: RED })],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { line: LINE_TWIPS, lineRule: 'exact', after: LINE_TWIPS * 2 },
      border: { bottom: { style: BorderStyle.SINGLE, size: 18, color: RED, space: 8 } },
      children: [run(document.documentNumber ?? '', FONTS.body)],
    }),
  ];
}

/** 标题 2号小标宋 centred, a line free below; 主送机关 flush left with a colon. */
export function titleAndAddressees(document: OfficialDocument): Paragraph[] {
  return [
    ...title(document.title),
    blank(),
    ...(document.addressees?.length
      ? [new Paragraph({ children: [run(`${document.addressees.join('，')}：`, FONTS.body)] })]
      : []),
  ];
}

/** A title, or the title of an annex: broken so that no line is left with a word or two. */
export function title(text: string, perLine = 19): Paragraph[] {
  const lines = balanced(text, perLine);
  return lines.map(
    (line) =>
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { line: LINE_TWIPS + 60, lineRule: 'exact' },
        keepNext: true,
        children: [run(line, FONTS.title, 44)],
      }),
  );
}

export function blank(): Paragraph {
  return new Paragraph({ children: [] });
}

/** Splits a long title into lines of about the same length, before 关于, 的, 》 and the like are torn apart. */
function balanced(text: string, perLine: number): string[] {
  const characters = [...text];
  const count = Math.ceil(characters.length / perLine);
  if (count <= 1) return [text];
  const lines: string[] = [];
  let rest = characters;
  for (let line = count; line > 1; line--) {
    const at = breakNear(rest, Math.ceil(rest.length / line), perLine);
    lines.push(rest.slice(0, at).join(''));
    rest = rest.slice(at);
  }
  return [...lines, rest.join('')];
}

const MAY_END = /[年市县区省告》〉）、的和]/u;
const MAY_NOT_BEGIN = /[》〉）、，。的和年]/u;

function breakNear(text: string[], wanted: number, most: number): number {
  for (let distance = 0; distance < 5; distance++) {
    for (const at of [wanted + distance, wanted - distance]) {
      if (at < 2 || at > most || at >= text.length) continue;
      if (MAY_END.test(text[at - 1] ?? '') && !MAY_NOT_BEGIN.test(text[at] ?? '')) return at;
    }
  }
  return wanted;
}
