import { expect, test } from 'vitest';
import { organisationMatches } from './organisation-search.ts';

const reform = {
  name: '市发展和改革委员会',
  shortName: '市发改委',
  pinyin: 'sfzhggwyh sfgw fgw shifazhanhegaigeweiyuanhui fagaiwei',
};

test.each(['发改', '市发改委', 'fgw', 'FGW', 'fagai', "fa'gai", '改革', ' '])(
  'finds the reform commission by %s',
  (typed) => {
    expect(organisationMatches(reform, typed)).toBe(true);
  },
);

test.each(['改发', '教育', 'jyj', 'gx'])('does not take %s for it', (typed) => {
  expect(organisationMatches(reform, typed)).toBe(false);
});
