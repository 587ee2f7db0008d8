import { describe, expect, it } from 'vitest';
import { sampleBreakdown } from '../../test/sample.ts';
import { breakdownDocument } from '../layouts/breakdown-document.ts';
import { openArchive } from '../read/archive.ts';
import { readDocument } from '../read/read-document.ts';
import { writeOfficialDocument } from './write-official-document.ts';

async function part(bytes: Buffer, name: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of (await (await openArchive(bytes)).open(name)) ?? []) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('writeOfficialDocument', () => {
  const content = breakdownDocument(sampleBreakdown(), 'table');
  content.colophon = { copyTo: ['市委办公室'], printedBy: '河湟市人民政府办公室', printedOn: '2026-03-02' };

  it('sets the page of GB/T 9704-2012', async () => {
    const xml = await part(await writeOfficialDocument(content), 'word/document.xml');
    const [portrait, landscape, last] = xml.match(/<w:sectPr>.*?<\/w:sectPr>/gu) ?? [];
    // A4; 天头 37 mm, 订口 28 mm, the text block 156 mm wide and 22 lines high, in twips.
    const margins = Object.fromEntries(
      [...(portrait?.matchAll(/w:(top|right|bottom|left)="(\d+)"/gu) ?? [])].map(([, side, value]) => [
        side,
        Number(value),
      ]),
    );
    expect(portrait).toContain('w:w="11906" w:h="16838"');
    expect(margins).toMatchObject({ top: 2098, left: 1587, right: 1474 });
    expect(16838 - (margins.top ?? 0) - (margins.bottom ?? 0)).toBeGreaterThanOrEqual(22 * 580);
    expect(portrait).toContain('w:type="linesAndChars" w:linePitch="580" w:charSpace="-842"');
    expect(landscape).toContain('w:w="16838" w:h="11906" w:orient="landscape"');
    expect(last).toContain('evenPage');
  });

  it('names the fonts for Chinese, and embeds none', async () => {
    const bytes = await writeOfficialDocument(content);
    const xml = await part(bytes, 'word/document.xml');
    for (const font of ['方正小标宋简体', '仿宋_GB2312', '黑体']) expect(xml).toContain(`w:eastAsia="${font}"`);
    expect(await part(bytes, 'word/styles.xml')).toContain('<w:sz w:val="32"/>');
    expect((await openArchive(bytes)).names.filter((name) => name.includes('fonts/'))).toEqual([]);
  });

  it('numbers the pages outside: odd right, even left', async () => {
    const bytes = await writeOfficialDocument(content);
    const settings = await part(bytes, 'word/settings.xml');
    expect(settings).toContain('evenAndOddHeaders');
    const [odd, even] = [await part(bytes, 'word/footer1.xml'), await part(bytes, 'word/footer2.xml')];
    expect(odd).toMatch(/<w:jc w:val="right"\/>/u);
    expect(even).toMatch(/<w:jc w:val="left"\/>/u);
    expect(odd).toContain('— ');
    expect(odd).toContain('w:sz w:val="28"');
  });

  it('repeats the header of a table and tears no row', async () => {
    const xml = await part(await writeOfficialDocument(content), 'word/document.xml');
    expect(xml.match(/<w:tblHeader\/>/gu)).toHaveLength(1);
    expect(xml.match(/<w:cantSplit\/>/gu)?.length).toBe(1 + 3 + 3);
  });

  it('puts the parts in order, dates without leading zeros', async () => {
    const { text } = await readDocument(await writeOfficialDocument(content), { fileName: 'a.docx' });
    const places = [
      '河湟市人民政府办公室文件',
      '河政办〔2026〕1号',
      '各县、区人民政府，市政府各部门：',
      '附件：',
      '2026年3月1日',
      '附件\n',
      '抄送：市委办公室。',
      '2026年3月2日印发',
    ].map((words) => text.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('centres the signature on the date, four characters from the right', async () => {
    const xml = await part(await writeOfficialDocument(content), 'word/document.xml');
    const indents = [...xml.matchAll(/<w:ind w:right="(\d+)"\/>/gu)].map(([, value]) => Number(value));
    // 河湟市人民政府办公室: 10 characters; 2026年3月1日: 6. So 2 and 4 characters of 320 twips.
    expect(indents).toEqual([640, 1280]);
  });

  it('takes words that XML forbids', async () => {
    const bytes = await writeOfficialDocument({
      title: '标题',
      blocks: [{ kind: 'paragraph', runs: [{ text: 'a\u0000b\u000b<&>\ud800c' }] }],
    });
    expect((await readDocument(bytes, { fileName: 'a.docx' })).text).toContain('ab<&>\ufffdc');
  });
});
