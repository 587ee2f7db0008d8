import { Document, Header, Packer, Paragraph } from 'docx';
import { describe, expect, it } from 'vitest';
import { readDocument } from './read-document.ts';
import { findSecurityMarking } from './security-marking.ts';

const BODY = '\n政府工作报告\n\n各位代表：\n今年要办好十件实事。\n';

describe('findSecurityMarking', () => {
  it.each([
    ['机密★', '机密'],
    ['绝密★10年', '绝密'],
    ['秘 密 ☆ 长期', '秘密'],
    ['000012　机密★1年　特急', '机密'],
    ['★机密', '机密'],
    ['机密·长期', '机密'],
    ['密级：机密', '机密'],
    ['密  级: 秘密', '秘密'],
    ['密级和保密期限：绝密', '绝密'],
    ['　　机　密', '机密'],
    ['秘密 5年 特急', '秘密'],
  ])('finds %s', (line, level) => {
    const text = `\n${line}${BODY}`;
    const found = findSecurityMarking(text);
    expect(found?.level).toBe(level);
    expect(text.slice(found?.start, found?.end)).toBe(found?.raw);
  });

  it.each([
    '加强商业秘密保护，严守国家秘密。',
    '保守机密、慎之又慎。',
    '涉密载体按密级管理。',
    '工作秘密',
    '★重点项目30个',
    '解密档案5年开放。',
    '依法惩处侵犯商业秘密★典型案例',
  ])('leaves ordinary words alone: %s', (line) => {
    expect(findSecurityMarking(`${line}${BODY}`)?.raw ?? null).toBeNull();
  });

  it('looks at the head only', () => {
    expect(findSecurityMarking(`${'正文。\n'.repeat(600)}机密★`)).toBeNull();
  });
});

describe('classified files', () => {
  it('are refused, and the message names the marking', async () => {
    await expect(readDocument(Buffer.from(`机密★3年${BODY}`), { fileName: 'a.txt' })).rejects.toMatchObject({
      code: 'FILE_CLASSIFIED',
      message: expect.stringContaining('机密★3年'),
    });
  });

  it('are refused when the marking stands in the page header', async () => {
    const document = new Document({
      sections: [
        {
          headers: { default: new Header({ children: [new Paragraph('秘密★')] }) },
          children: [new Paragraph('政府工作报告')],
        },
      ],
    });
    const bytes = await Packer.toBuffer(document);
    await expect(readDocument(bytes, { fileName: 'a.docx' })).rejects.toMatchObject({ code: 'FILE_CLASSIFIED' });
  });
});
