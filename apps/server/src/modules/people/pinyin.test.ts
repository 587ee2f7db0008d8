import { expect, test } from 'vitest';
import { namePattern } from '../../contract.ts';
import { nameReading } from './pinyin.ts';

const reading = nameReading(['市发改委', '河湟市发展和改革委员会']);
const finds = (typed: string, of = reading) => {
  const pattern = namePattern(typed);
  return pattern === null || new RegExp(pattern, 'u').test(of);
};

test('every name is kept character by character with its reading', () => {
  expect(nameReading(['市发改委', '5G（东）办'])).toBe('市:shi 发:fa 改:gai 委:wei / 5:5 g:g 东:dong 办:ban');
});

test.each([
  'fgw',
  'SFGW',
  'fagai',
  "fa'gai",
  'shifazhan',
  'shifazh',
  '市fgw',
  '发gai',
  'f改',
  '市改革',
  ' ',
  '河湟',
  'hhsfz',
])('initials, full pinyin, characters and mixtures find it: %s', (typed) => {
  expect(finds(typed)).toBe(true);
});

test.each(['改发', 'jyj', 'gx', 'aga', '河wei湟', 'fgwhh', '教育', '.*', '('])('%s does not', (typed) => {
  expect(finds(typed)).toBe(false);
});

test('characters with several readings are read as in the word, family names as such', () => {
  expect(finds('chongqing', nameReading(['重庆']))).toBe(true);
  expect(finds('rmyh', nameReading(['人民银行']))).toBe(true);
  expect(finds('shan', nameReading(['单雄信'], { surname: true }))).toBe(true);
});
