import { expect, test } from 'vitest';
import { decisionChanges, type Names } from './changes.ts';

const TEXT = '新建道路三条，改造小区五个。';
const names: Names = {
  organisation: (id) => `单位${id}`,
  person: (id) => `领导${id}`,
  sentence: (id) => `第${id.slice(1)}句`,
  words: (places) => places.map(({ start, end }) => TEXT.slice(start, end)).join(''),
};
const place = (start: number, end: number) => ({ sentence: 's1', start, end });
const draft = (start: number, end: number, more: object = {}) => ({
  anchors: [place(start, end)],
  wording: null,
  leads: ['甲'],
  supports: [],
  sponsorId: null,
  due: '2026-12-31',
  quarters: [],
  confirmed: false,
  ...more,
});
const decided = (disposition: string, items: object[], more: object = {}) => ({
  disposition,
  reason: '',
  mergedInto: null,
  items,
  ...more,
});
const whole = draft(0, 14);
const [roads, houses] = [draft(0, 7), draft(7, 14)];

test('a change of lead and of the day says both, before and after', () => {
  const after = decided('single', [{ ...whole, leads: ['乙', '丙'], due: '2026-10-31', confirmed: true }]);
  expect(decisionChanges({ before: decided('single', [whole]), after }, [place(0, 14)], names)).toEqual([
    { field: '牵头单位', before: '单位甲', after: '单位乙、单位丙' },
    { field: '完成时限', before: '2026-12-31', after: '2026-10-31' },
  ]);
});

test('confirming the proposed lead is a change, although its name stays', () => {
  const after = decided('single', [{ ...whole, confirmed: true }]);
  expect(decisionChanges({ before: decided('single', [whole]), after }, [place(0, 14)], names)).toEqual([
    { field: '牵头单位', before: '单位甲（建议）', after: '单位甲（确认）' },
  ]);
});

test('of a split sentence, each item tells what happened to its own piece only', () => {
  const split = decided('split', [roads, houses]);
  const fact = { before: split, after: decided('split', [roads, { ...houses, due: '2026-06-30' }]) };
  expect(decisionChanges(fact, [place(0, 7)], names)).toBeNull();
  expect(decisionChanges(fact, [place(7, 14)], names)).toEqual([
    { field: '完成时限', before: '2026-12-31', after: '2026-06-30' },
  ]);
  expect(decisionChanges({ before: decided('single', [whole]), after: split }, [place(7, 14)], names)).toEqual([
    { field: '处置', before: '单独立项', after: '拆分立项（2项）' },
    { field: '事项内容', before: TEXT, after: '改造小区五个。' },
  ]);
});

test('a sentence taken in by another, refused, and taken up again', () => {
  const pending = decided('pending', []);
  const merged = decided('merged', [], { mergedInto: 's7' });
  const none = decided('none', [], { reason: '已经完成' });
  const said = (before: object | null, after: object) => decisionChanges({ before, after }, [place(0, 14)], names);
  expect(said(pending, merged)).toEqual([{ field: '处置', before: '待定', after: '并入第7句' }]);
  expect(said(merged, none)).toEqual([{ field: '处置', before: '并入第7句', after: '不立项（已经完成）' }]);
  expect(said(null, { quite: 'another form' })).toEqual([]);
});
