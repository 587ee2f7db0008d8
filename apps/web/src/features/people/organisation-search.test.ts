import { expect, test } from 'vitest';
import { organisationMatches } from './organisation-search.ts';

const reform = {
  pinyin: '市:shi 发:fa 改:gai 委:wei / 市:shi 发:fa 展:zhan 和:he 改:gai 革:ge 委:wei 员:yuan 会:hui',
};

test.each(['发改', '市发改委', 'fgw', 'FGW', 'fagai', "fa'gai", '改革', '市fg', ' '])(
  'finds the reform commission by %s',
  (typed) => {
    expect(organisationMatches(reform, typed)).toBe(true);
  },
);

test.each(['改发', '教育', 'jyj', 'gx'])('does not take %s for it', (typed) => {
  expect(organisationMatches(reform, typed)).toBe(false);
});
