import { pinyin } from 'pinyin-pro';

/**
 * What `namePattern` looks in: of each name every character with its reading, "市:shi 发:fa 改:gai 委:wei / 河:he …".
 * `surname` reads the first character as a family name (单 is shan).
 */
export function nameReading(names: readonly string[], options: { surname?: boolean } = {}): string {
  return [...new Set(names)]
    .filter((name) => name !== '')
    .map((name) => {
      const readings = pinyin(name, {
        toneType: 'none',
        type: 'all',
        nonZh: 'spaced',
        v: true,
        surname: options.surname ? 'head' : 'off',
      });
      return readings
        .filter(({ origin }) => /[\p{L}\p{N}]/u.test(origin))
        .map(({ origin, pinyin: read }) => `${origin.toLowerCase()}:${(read || origin).toLowerCase()}`)
        .join(' ');
    })
    .join(' / ');
}
