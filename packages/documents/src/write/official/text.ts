import {
  ExternalHyperlink,
  type IFontAttributesProperties,
  type IRunOptions,
  type ParagraphChild,
  TextRun,
} from 'docx';
import { FONTS } from '../fonts.ts';
import type { Run } from './content.ts';
import { BODY_HALF_POINTS } from './page.ts';

/** Chinese in the named font, letters and digits in Times New Roman; the hint gives “ ” — … to the Chinese font. */
export function font(name: string, latin: string = FONTS.latin): IFontAttributesProperties {
  return { ascii: latin, hAnsi: latin, cs: latin, eastAsia: name, hint: 'eastAsia' };
}

/** A run of text in one font and size (half points). */
export function run(
  text: string,
  name: string,
  size: number = BODY_HALF_POINTS,
  more: Partial<IRunOptions> = {},
): TextRun {
  // Only the body is set tighter.
  const spacing = size === BODY_HALF_POINTS ? {} : { characterSpacing: 0 };
  return new TextRun({ text: printable(text), font: font(name), size, ...spacing, ...more });
}

/** The runs of a paragraph or a cell; those with an address become links. */
export function runs(parts: Run[], size: number = BODY_HALF_POINTS): ParagraphChild[] {
  return parts.map((part) => {
    const more = part.bold ? { bold: true } : {};
    const name = FONTS[part.font ?? 'body'];
    if (!part.url || !/^https?:\/\//iu.test(part.url)) return run(part.text, name, size, more);
    return new ExternalHyperlink({
      link: part.url,
      children: [run(part.text, name, size, { ...more, color: '1F4E9E', underline: {} })],
    });
  });
}

/** XML knows no control characters, and half of a character is none. */
function printable(text: string): string {
  return text.replace(/(?![\t\n])\p{Cc}/gu, '').toWellFormed();
}

/** Width in body characters: Chinese counts one, the rest a half. */
export function characters(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u0020-\u007e]/u.test(character) ? 0.5 : 1), 0);
}

/** 2026-03-01 -> 2026年3月1日 */
export function chineseDate(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${year}年${Number(month)}月${Number(day)}日`;
}
