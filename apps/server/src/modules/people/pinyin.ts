import { pinyin } from 'pinyin-pro';

/** By which an organisation is found when typing: initials and full, "sfgw shifagaiwei", of each of its names. */
export function searchPinyin(names: readonly string[]): string {
  const words = new Set<string>();
  for (const name of names) {
    const syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true });
    words.add(
      syllables
        .map((syllable) => syllable.slice(0, 1))
        .join('')
        .toLowerCase(),
    );
    words.add(syllables.join('').toLowerCase());
  }
  return [...words].join(' ');
}
