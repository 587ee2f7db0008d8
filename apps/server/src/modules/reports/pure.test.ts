import { decompose } from '@luoshi/report-language';
import { describe, expect, test } from 'vitest';
import { AMENDED_REPORT, NO_REPORT, REPORT } from '../../testing/report-text.ts';
import { judgeLength, judgeReport, LONGEST } from './judge-report.ts';
import { measurePhrase } from './measure-phrase.ts';
import { referencePrefix, reportSeries, sentenceReference, sourceAddress } from './reference.ts';
import { sectionPaths } from './section-path.ts';

describe('references', () => {
  const of = { regionCode: '990100', year: 2026, version: 1 };
  const free = () => false;
  test('of the city’s own organ, of a county’s, and of a second organ of a region', () => {
    expect(referencePrefix(of, '990100', free)).toBe('R2026-1');
    expect(referencePrefix({ ...of, regionCode: '990102' }, '990100', free)).toBe('R990102-2026-1');
    expect(referencePrefix(of, '990100', (prefix) => prefix === 'R2026-1')).toBe('R2026-1B');
  });
  test('reports of the organ’s own region are versions of each other, another’s are not', () => {
    const own = { name: '测试市', short_name: '测试' };
    expect(['测试市', '测试', '', '一月测试市'].map((named) => reportSeries(named, own))).toEqual(['', '', '', '']);
    expect(reportSeries('邻省', own)).toBe('邻省');
  });
  test('a sentence’s reference sorts with its number and opens a page', () => {
    expect(sentenceReference('R2026-1', 12)).toBe('R2026-1-S012');
    expect(sentenceReference('R2026-1', 1234)).toBe('R2026-1-S1234');
    expect(sourceAddress('http://localhost:8080', 'R2026-1-S012')).toBe('http://localhost:8080/sources/R2026-1-S012');
  });
});

describe('is it a report', () => {
  const judge = (text: string) => judgeReport(text, decompose(text));
  test('reports are', () => {
    expect(judge(REPORT)).toBeNull();
    expect(judge(AMENDED_REPORT)).toBeNull();
    // Wrapped hard in the middle of its words.
    expect(judge(REPORT.replace('政府工作报告', '政 府 工 作 报 告'))).toBeNull();
  });
  test('a notice is not, and the message says what is missing', () => {
    expect(judge(NO_REPORT)).toMatchObject({
      code: 'NOT_A_REPORT',
      message: expect.stringMatching(/关于.*通知.*各位代表/),
    });
  });
  test('a breakdown of a report is not the report', () => {
    const notice = `关于印发2026年政府工作报告重点任务分工方案的通知\n\n各县区人民政府：现将任务印发给你们。地区生产总值增长5%，固定资产投资增长6%。\n一、重点工作\n新建农村公路80公里。`;
    expect(judge(notice)?.code).toBe('NOT_A_REPORT');
  });
  test('a report without its plan is one that cannot be broken down', () => {
    const review = REPORT.slice(0, REPORT.indexOf('二、2026年主要预期目标'));
    expect(judge(review)?.code).toBe('REPORT_WITHOUT_PLAN');
  });
  test('a whole yearbook is not', () => {
    expect(judgeLength('字'.repeat(LONGEST))).toBeNull();
    expect(judgeLength('字'.repeat(LONGEST + 1))).toMatchObject({
      code: 'NOT_A_REPORT',
      message: expect.stringContaining('50 万字'),
    });
  });
  test.each(['', '。', '各位代表：', '\u0000\uFFFD', '政府工作报告'])('%j is refused and nothing is thrown', (text) => {
    expect(judge(text)?.code).toBe('NOT_A_REPORT');
  });
});

describe('figures as phrases', () => {
  const measure = {
    indicator: '高标准农田',
    raw: '3.6',
    value: 3.6,
    unit: '万亩',
    aspect: 'level',
    direction: '',
    bound: 'eq',
    scope: '',
  } as const;
  test.each([
    [{}, '高标准农田3.6万亩'],
    [
      { indicator: '规上工业增加值', raw: '8', unit: '%', aspect: 'growth', direction: 'up', bound: 'min' },
      '规上工业增加值增长8%以上',
    ],
    [
      { indicator: '能耗强度', raw: '2', unit: '%', aspect: 'growth', direction: 'down', bound: 'about' },
      '能耗强度下降2%左右',
    ],
    [{ indicator: '失业率', raw: '3.5', unit: '%', bound: 'max', scope: '东山区' }, '东山区失业率3.5%以内'],
    [{ indicator: '湟水水质', raw: 'Ⅲ', value: 3, unit: '类', bound: 'min' }, '湟水水质Ⅲ类以上'],
    [
      { indicator: '居民收入', raw: '与经济增长同步', value: null, unit: '', aspect: 'growth', direction: 'up' },
      '居民收入与经济增长同步',
    ],
  ] as const)('%o', (change, phrase) => {
    expect(measurePhrase({ ...measure, ...change })).toBe(phrase);
  });
});

test('section paths run from the outermost heading; a section above itself ends', () => {
  const paths = sectionPaths([
    { id: 'a', parent: '', title: '重点工作' },
    { id: 'b', parent: 'a', title: '扩大投资' },
    { id: 'c', parent: 'c', title: '环' },
  ]);
  expect(paths.get('b')).toEqual(['重点工作', '扩大投资']);
  expect(paths.get('c')).toEqual(['环']);
});
