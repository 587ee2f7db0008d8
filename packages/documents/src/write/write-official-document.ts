import { Document, type ISectionOptions, Packer, Paragraph, SectionType, type Table } from 'docx';
import { FONTS } from './fonts.ts';
import { blocks } from './official/blocks.ts';
import type { Annex, OfficialDocument } from './official/content.ts';
import { blank, redHead, title, titleAndAddressees } from './official/head.ts';
import { LANDSCAPE_WIDTH, landscapePage, portraitPage, TEXT_WIDTH } from './official/page.ts';
import { draftMarks, pageNumbers } from './official/running.ts';
import { STYLES } from './official/styles.ts';
import { annexNotes, colophon, signature } from './official/tail.ts';
import { run } from './official/text.ts';

/**
 * Writes a document in the form of GB/T 9704-2012 (党政机关公文格式) as .docx: A4, a text block of 156 × 225 mm with 22
 * lines of 28 characters, title 2号小标宋, body 3号仿宋, page numbers outside. Fonts are named, not embedded.
 */
export async function writeOfficialDocument(content: OfficialDocument): Promise<Buffer> {
  const annexes = content.annexes ?? [];
  const sections = [mainSection(content), ...annexes.map((annex, index) => annexSection(annex, index, content))];
  const end = colophon(content);
  // 版记 stands on the last, even page; a turned page has no foot for it.
  if (annexes.at(-1)?.landscape) sections.push(closing(content, end));
  else sections.splice(-1, 1, withColophon(sections.at(-1), end));
  const document = new Document({
    creator: '落实',
    title: content.title,
    evenAndOddHeaderAndFooters: true,
    externalStyles: STYLES,
    sections: sections.filter((section) => section.children.length > 0),
  });
  return Packer.toBuffer(document);
}

function running(content: OfficialDocument): Pick<ISectionOptions, 'headers' | 'footers'> {
  const headers = draftMarks(content.draftMark);
  return { footers: pageNumbers(), ...(headers ? { headers } : {}) };
}

function mainSection(content: OfficialDocument): ISectionOptions {
  return {
    ...running(content),
    properties: portraitPage(),
    children: [
      ...redHead(content),
      ...titleAndAddressees(content),
      ...blocks(content.blocks, TEXT_WIDTH),
      ...annexNotes(content),
      ...signature(content),
    ],
  };
}

function annexSection(annex: Annex, index: number, content: OfficialDocument): ISectionOptions {
  const several = (content.annexes?.length ?? 0) > 1;
  const label = new Paragraph({ children: [run(`附件${several ? index + 1 : ''}`, FONTS.heading)] });
  const width = annex.landscape ? LANDSCAPE_WIDTH : TEXT_WIDTH;
  return {
    ...running(content),
    properties: { ...(annex.landscape ? landscapePage() : portraitPage()), type: SectionType.NEXT_PAGE },
    children: [label, ...title(annex.title, annex.landscape ? 28 : 19), blank(), ...blocks(annex.blocks, width)],
  };
}

function closing(content: OfficialDocument, end: Table[]): ISectionOptions {
  return {
    ...running(content),
    properties: { ...portraitPage(), type: SectionType.EVEN_PAGE },
    children: end.length > 0 ? [...end, blank()] : [],
  };
}

function withColophon(section: ISectionOptions | undefined, end: Table[]): ISectionOptions {
  if (!section) return { children: end };
  return end.length > 0 ? { ...section, children: [...section.children, ...end, blank()] } : section;
}
