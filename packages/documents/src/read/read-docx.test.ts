import {
  AlignmentType,
  Document,
  FootnoteReferenceRun,
  HeadingLevel,
  LevelFormat,
  Packer,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx';
import { describe, expect, it } from 'vitest';
import { buildDocx, p } from '../../test/zip.ts';
import { readDocument } from './read-document.ts';

async function textOf(body: string, more: Record<string, string> = {}): Promise<string> {
  return (await readDocument(buildDocx(body, more), { fileName: 'a.docx' })).text;
}

describe('docx', () => {
  it('reads what Word users write: title, headings, bold beginnings, tables, tabs, breaks, footnotes', async () => {
    const document = new Document({
      footnotes: { 1: { children: [new Paragraph('按现价计算。')] } },
      sections: [
        {
          children: [
            new Paragraph({ text: '河湟市政府工作报告', heading: HeadingLevel.TITLE }),
            new Paragraph({
              children: [
                new TextRun({ text: '抓好春耕。', bold: true }),
                new TextRun('粮食播种面积稳定在'),
                new TextRun('31万亩'),
                new FootnoteReferenceRun(1),
                new TextRun('。'),
              ],
            }),
            new Paragraph({
              children: [
                new TextRun({ children: ['牵头', new Tab(), '农业农村局'] }),
                new TextRun({ text: '年内', break: 1 }),
              ],
            }),
            new Table({
              rows: [
                new TableRow({
                  children: ['指标', '目标'].map((text) => new TableCell({ children: [new Paragraph(text)] })),
                }),
              ],
            }),
          ],
        },
      ],
    });
    const reading = await readDocument(await Packer.toBuffer(document), { fileName: '报告.docx' });
    expect(reading.text).toBe(
      '河湟市政府工作报告\n抓好春耕。粮食播种面积稳定在31万亩。\n牵头\t农业农村局\n年内\n指标\n目标\n按现价计算。',
    );
    expect(reading.title).toBe('河湟市政府工作报告');
    expect(reading.emphasis?.map(({ start, end }) => reading.text.slice(start, end))).toContain('抓好春耕。');
    expect(reading.paragraphs?.map(({ start, end }) => reading.text.slice(start, end))[1]).toBe(
      '抓好春耕。粮食播种面积稳定在31万亩。',
    );
  });

  it('writes out the ordinals that Word counts by itself', async () => {
    const levels = [
      { level: 0, format: LevelFormat.CHINESE_COUNTING, text: '%1、', alignment: AlignmentType.START },
      { level: 1, format: LevelFormat.CHINESE_COUNTING, text: '（%2）', alignment: AlignmentType.START },
    ];
    const numbered = (text: string, level: number) => new Paragraph({ text, numbering: { reference: 'list', level } });
    const document = new Document({
      numbering: { config: [{ reference: 'list', levels }] },
      sections: [
        {
          children: [
            numbered('回顾', 0),
            numbered('农业', 1),
            numbered('工业', 1),
            numbered('今年', 0),
            numbered('商贸', 1),
          ],
        },
      ],
    });
    const { text } = await readDocument(await Packer.toBuffer(document), { fileName: 'a.docx' });
    expect(text).toBe('一、回顾\n（一）农业\n（二）工业\n二、今年\n（一）商贸');
  });

  it('leaves out what was deleted under tracking, and keeps what was inserted', async () => {
    const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
    const body = `<w:p>${run('新增')}<w:del><w:r><w:delText>八</w:delText></w:r></w:del><w:ins>${run('九')}</w:ins><w:moveFrom>${run('移走')}</w:moveFrom>${run('千人')}</w:p>`;
    expect(await textOf(body)).toBe('新增九千人');
  });

  it('runs on where the paragraph mark was deleted', async () => {
    const deleted = '<w:rPr><w:del/></w:rPr>';
    expect(await textOf(p('上半句，', deleted) + p('下半句。') + p('末段', deleted))).toBe('上半句，下半句。\n末段');
  });

  it('leaves out hidden text, field codes, the table of contents and the copy for old readers', async () => {
    const styles = '<w:styles xmlns:w="$W"><w:style w:styleId="11"><w:name w:val="toc 1"/></w:style></w:styles>';
    const body =
      p('一、回顾\t3', '<w:pStyle w:val="11"/>') +
      '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>正文</w:t></w:r></w:p>' +
      '<w:p><mc:AlternateContent><mc:Choice><w:r><w:t>新</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>旧</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>';
    expect(await textOf(body, { 'word/styles.xml': styles })).toBe('正文\n新');
  });

  it('puts a text box after the paragraph that holds it', async () => {
    const box = `<w:r><w:pict><w:txbxContent>${p('框内')}</w:txbxContent></w:pict></w:r>`;
    expect(await textOf(`<w:p>${box}<w:r><w:t>框外</w:t></w:r></w:p>`)).toBe('框外\n框内');
  });

  it('keeps spaces only where the file says so', async () => {
    const body = '<w:p><w:r><w:t> 甲 </w:t></w:r><w:r><w:t xml:space="preserve"> 乙</w:t></w:r></w:p>';
    expect(await textOf(body)).toBe('甲 乙');
  });
});
