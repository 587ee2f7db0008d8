export interface Part {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** Words and figures as one piece each, so that 8.6 → 9.2 is one change and not three. */
const PIECES = /[0-9]+(?:\.[0-9]+)?%?|[A-Za-z]+|./gsu;

/** What left and what came between two wordings of one sentence: the longest common run of pieces stays. */
export function wordingDifference(before: string, after: string): Part[] {
  const a = before.match(PIECES) ?? [];
  const b = after.match(PIECES) ?? [];
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] =
        a[i] === b[j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
  const parts: Part[] = [];
  const add = (kind: Part['kind'], text: string) => {
    const last = parts.at(-1);
    if (last?.kind === kind) last.text += text;
    else parts.push({ kind, text });
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add('same', a[i]!);
      i++;
      j++;
    } else if (i < a.length && (j === b.length || longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!))
      add('gone', a[i++]!);
    else add('new', b[j++]!);
  }
  return parts;
}
