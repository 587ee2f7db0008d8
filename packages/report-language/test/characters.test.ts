import { expect, test } from 'vitest';
import { isBlank } from '../src/text/characters.ts';

test('a blank is what Unicode says prints nothing', () => {
  const wrong: string[] = [];
  for (let c = 0; c < 0x10000; c++)
    if (isBlank(c) !== /[\p{White_Space}\p{Cc}\p{Cf}]/u.test(String.fromCharCode(c))) wrong.push(c.toString(16));
  expect(wrong).toEqual([]);
});
