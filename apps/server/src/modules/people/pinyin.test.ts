import { expect, test } from 'vitest';
import { searchPinyin } from './pinyin.ts';

test('an organisation is found by initials and by full pinyin of each of its names', () => {
  expect(searchPinyin(['市发改委', '河湟市发展和改革委员会'])).toBe(
    'sfgw shifagaiwei hhsfzhggwyh hehuangshifazhanhegaigeweiyuanhui',
  );
});

test('characters with several readings are read as in the word', () => {
  expect(searchPinyin(['重庆']).split(' ')).toContain('chongqing');
  expect(searchPinyin(['人民银行']).split(' ')).toContain('rmyh');
});
