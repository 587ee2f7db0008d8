/** Columns of a terminal: Chinese characters and full-width forms take two. */
function columns(character: string): number {
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}—“”‘’…]/u.test(
    character,
  )
    ? 2
    : 1;
}

/** Fills up with spaces to the given width. */
export function pad(text: string, width: number): string {
  const used = [...text].reduce((sum, character) => sum + columns(character), 0);
  return text + ' '.repeat(Math.max(1, width - used));
}

/** Cuts to the given width, with … where something is missing. */
export function cut(text: string, width: number): string {
  let used = 0;
  let kept = '';
  for (const character of text) {
    used += columns(character);
    if (used > width) return `${kept.slice(0, -1)}…`;
    kept += character;
  }
  return kept;
}
