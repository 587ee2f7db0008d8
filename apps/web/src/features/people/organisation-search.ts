import type { Organisation } from '@luoshi/server/modules/people/contract';

type Searched = Pick<Organisation, 'name' | 'shortName' | 'pinyin'>;

/**
 * Do the typed letters mean this organisation? Chinese characters are looked for in its names in order
 * (市发改 finds 市发展改革委), Latin letters in its pinyin and initials.
 */
export function organisationMatches(organisation: Searched, typed: string): boolean {
  const words = typed.trim().toLowerCase().replace(/['\s]/g, '');
  if (!words) return true;
  if (/^[a-z]+$/.test(words))
    return organisation.pinyin
      .toLowerCase()
      .split(/\s+/)
      .some((reading) => reading.startsWith(words) || (words.length > 1 && reading.includes(words)));
  return inOrder(organisation.name, words) || inOrder(organisation.shortName, words);
}

function inOrder(name: string, words: string): boolean {
  let at = 0;
  for (const character of words) {
    at = name.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
