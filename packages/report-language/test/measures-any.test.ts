import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMeasures } from '../src/measures/index.ts';
import type { ReadSentence } from '../src/measures/types.ts';

/** Words that figures are made of, in any order: most of what comes out is nonsense, and none of it may break. */
const PIECES = [
  ...'0 1 9 12 2025 3.5 1,234 ７ ． . , ， 。 、 ； ： “ ” （ ） — - ~ % ％ / + · 第 由 从 到 至 为 占 和 均 各 近 超 约 余 多 的 等'.split(
    ' ',
  ),
  ...'亿元 万吨 个百分点 公里 户 项 个 年 岁 倍 番 成 P G 千伏 万 亿 类 Ⅲ II 一 两 三千 百分之 一半 两位数 十五'.split(
    ' ',
  ),
  ...'增长 下降 提高到 分别 以上 左右 以内 控制在 完成 新建 地区生产总值 产量 就业 项目 连续 翻 全国 全省 粮 油 与经济增长同步 保持在'.split(
    ' ',
  ),
  '\n',
  ' ',
];
const text = fc
  .array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ maxLength: 3 })), { maxLength: 60 })
  .map((pieces) => pieces.join(''));
const part = fc.constantFrom<ReadSentence['part']>('review', 'targets', 'plan', 'other', 'outlook');

function sentencesOf(whole: string, cut: number, kind: ReadSentence['part']): ReadSentence[] {
  const at = Math.min(cut, whole.length);
  return [
    { id: 's1', start: 0, end: at, part: kind },
    { id: 's2', start: at, end: whole.length, part: kind },
  ];
}

describe('figures of any text', () => {
  it('never throws; spans lie in their sentence, in order, without overlap', () => {
    fc.assert(
      fc.property(text, fc.nat(80), part, fc.option(fc.constant(2026)), (whole, cut, kind, planYear) => {
        const sentences = sentencesOf(whole, cut, kind);
        const facts = {
          region: '',
          reviewYear: planYear === null ? null : planYear - 1,
          planYear,
          regions: ['青石县'],
        };
        const { measures, unread } = readMeasures({ text: whole, sentences, facts });
        let end = 0;
        for (const m of measures) {
          const sentence = sentences.find(({ id }) => id === m.sentence)!;
          expect(m.start).toBeGreaterThanOrEqual(Math.max(end, sentence.start));
          expect(m.end).toBeGreaterThan(m.start);
          expect(m.end).toBeLessThanOrEqual(sentence.end);
          expect(m.value === null || Number.isFinite(m.value)).toBe(true);
          end = m.end;
        }
        for (const u of unread) expect(u.end).toBeGreaterThan(u.start);
      }),
      { numRuns: 600 },
    );
  });

  it('reads the same figures wherever the sentence stands', () => {
    const sentence = '地区生产总值增长5.2%，城镇新增就业8000人以上。';
    fc.assert(
      fc.property(text, (before) => {
        const whole = `${before}\n${sentence}`;
        const start = before.length + 1;
        const facts = { region: '', reviewYear: 2025, planYear: 2026, regions: [] };
        const found = readMeasures({
          text: whole,
          sentences: [{ id: 's', start, end: whole.length, part: 'plan' }],
          facts,
        });
        expect(found.measures.map((m) => [m.start - start, m.indicator, m.value, m.bound])).toEqual([
          [8, '地区生产总值', 5.2, 'eq'],
          [19, '城镇新增就业', 8000, 'min'],
        ]);
      }),
      { numRuns: 200 },
    );
  });
});
