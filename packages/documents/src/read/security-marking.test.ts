import { Document, Header, Packer, Paragraph } from 'docx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocument } from './read-document.ts';
import { findInternalMarking, findSecurityMarking, findTypedMarking } from './security-marking.ts';

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

describe('typed text', () => {
  it.each([
    '请查收：机密★10年，勿外传',
    '附件标注绝密★长期',
    '第一段\n\n秘 密 ★ 5 年\n第二段',
    '★机密',
    '机密\n关于某事的报告',
  ])('is refused with its marking: %j', (text) => {
    const found = findTypedMarking(text);
    expect(text.slice(found?.start, found?.end)).toBe(found?.raw);
    expect(found).not.toBeNull();
  });

  it.each([
    '机密',
    '国家秘密保护工作要点',
    '加强保密宣传教育；严守秘密。',
    '涉密人员★级评定',
    '绝密押运任务演练',
    '秘密-5',
  ])('in ordinary words is left alone: %s', (text) => {
    expect(findTypedMarking(text)).toBeNull();
  });

  it('whatever stands around a marking, it is found; without its star nothing is', () => {
    const around = fc.string({ unit: fc.constantFrom(...'建设年度，。工作任务报告 \n12') });
    const level = fc.constantFrom('绝密', '机密', '秘密');
    fc.assert(
      fc.property(around, level, fc.integer({ min: 1, max: 30 }), around, (before, word, years, after) => {
        expect(findTypedMarking(`${before}\n${word}★${years}年\n${after}`)?.level).toBe(word);
        expect(findTypedMarking(`${before}${word}保护工作${after}`)).toBeNull();
      }),
    );
  });
});

describe('marks of internal use', () => {
  it.each([
    ['内部资料　注意保存\n工作要点', '内部资料'],
    ['（工作秘密）\n正文', '工作秘密'],
    ['仅供内部参阅', '仅供内部参阅'],
  ])('are found: %j', (text, mark) => {
    expect(findInternalMarking(text)).toBe(mark);
  });
  it.each(['加强内部资料管理，严格借阅登记手续和归档要求。', '企业内部使用效率提升', '强化工作秘密管理'])(
    'are not read into sentences: %s',
    (text) => {
      expect(findInternalMarking(text)).toBeNull();
    },
  );
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
