import { describe, expect, it } from 'vitest';
import { buildPdf, type PdfText, pageOf } from '../../test/pdf.ts';
import { readDocument } from './read-document.ts';

function reportPage(number: number, lines: string[]): PdfText[] {
  return [
    { x: 80, y: 800, size: 10, text: '河湟市第六届人民代表大会文件' },
    ...pageOf(lines),
    { x: 280, y: 40, size: 12, text: `— ${number} —` },
  ];
}

describe('pdf', () => {
  it('reads Chinese without embedded fonts, joins printed lines, drops page numbers and running headers', async () => {
    const pages = [
      [
        '政府工作报告',
        '　　全市地区生产总值增长百分之六点五，城镇居民人均可支',
        '配收入增长7%，新建改建农村公路120公里，改造老旧小区',
        '48个，惠及群众。',
      ],
      [
        '　　一要扩大有效投资，实施重点项目三百一十个，完成投资',
        '260亿元以上；二要壮大特色产业，新增规上工业企业十二家，',
      ],
      ['培育省级专精特新企业五家。', '　　各位代表，任务已经明确。'],
    ];
    const file = buildPdf(pages.map((lines, index) => reportPage(index + 1, lines)));
    const reading = await readDocument(file, { fileName: '报告.pdf' });
    expect(reading.text.split('\n')).toEqual([
      '政府工作报告',
      '全市地区生产总值增长百分之六点五，城镇居民人均可支配收入增长7%，新建改建农村公路120公里，改造老旧小区48个，惠及群众。',
      '一要扩大有效投资，实施重点项目三百一十个，完成投资260亿元以上；二要壮大特色产业，新增规上工业企业十二家，培育省级专精特新企业五家。',
      '各位代表，任务已经明确。',
    ]);
    for (const { start, end } of reading.paragraphs ?? []) expect(reading.text.slice(start, end)).not.toContain('\n');
  });

  it('keeps a number that stands alone inside the text', async () => {
    const file = buildPdf([[...pageOf(['主要指标', '2026', '新增就业九千人。', '力争更好。', '说明如下。'])]]);
    expect((await readDocument(file, { fileName: 'a.pdf' })).text).toContain('\n2026\n');
  });

  it('reads a PDF that is only protected against printing', async () => {
    const file = buildPdf([pageOf(['新增就业九千人。'])], { password: '' });
    expect((await readDocument(file, { fileName: 'a.pdf' })).text).toBe('新增就业九千人。');
  });

  it("refuses a marking in the first page's header", async () => {
    const file = buildPdf([reportPage(1, ['秘密★2年', '政府工作报告'])]);
    await expect(readDocument(file, { fileName: 'a.pdf' })).rejects.toMatchObject({ code: 'FILE_CLASSIFIED' });
  });
});
