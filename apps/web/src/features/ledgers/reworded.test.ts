import { expect, test } from 'vitest';
import { reworded } from './reworded.ts';

test('the stop of a piece of a list is no rewording, other words are', () => {
  expect(reworded({ wording: '新建学校三所。', original: '新建学校三所；' })).toBe(false);
  expect(reworded({ wording: '新建学校四所。', original: '新建学校三所；' })).toBe(true);
});
