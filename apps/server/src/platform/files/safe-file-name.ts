/** Longest name kept, in UTF-8 bytes: what every file system takes. */
const MOST_BYTES = 180;
/** Devices of Windows, whatever follows the dot. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;

/**
 * A file's name as it may be shown, kept and saved anywhere: no path, no control or invisible characters, none that turn
 * the direction of writing (报告‮fdp.exe), nothing that a file system refuses. '' where nothing is left.
 */
export function safeFileName(given: string): string {
  const base = given.normalize('NFC').split(/[\\/]/).at(-1)!;
  const clean = base
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    // Windows drops them at the end, and a name of dots alone is a folder.
    .replace(/^[. ]+|[. ]+$/g, '');
  const named = RESERVED.test(clean) ? `_${clean}` : clean;
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(named)?.[0] ?? '';
  return `${shortened(named.slice(0, named.length - extension.length), MOST_BYTES - extension.length)}${extension}`;
}

function shortened(text: string, bytes: number): string {
  let left = bytes;
  let kept = '';
  for (const character of text) {
    left -= Buffer.byteLength(character);
    if (left < 0) break;
    kept += character;
  }
  return kept.trimEnd();
}
