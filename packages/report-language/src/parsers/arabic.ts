/** A number as read: `[start, end)` and its value. */
export interface ReadNumber {
  start: number;
  end: number;
  value: number;
}

const NUMBER = /[\d０-９]{1,3}(?:,[\d０-９]{3})+(?![\d０-９])(?:[.．][\d０-９]+)?|[\d０-９]+(?:[.．][\d０-９]+)?/y;

/** Reads the digits at `at`, with thousands groups and a decimal point. The caller knows that a digit stands there. */
export function readArabic(text: string, at: number, end = text.length): ReadNumber {
  NUMBER.lastIndex = at;
  let raw = NUMBER.exec(text)?.[0] ?? text.charAt(at);
  // A sentence that ends inside a number ends the number, and a point or comma left at its end is none of it.
  if (at + raw.length > end) raw = raw.slice(0, end - at).replace(/[.．,]$/, '');
  return { start: at, end: at + raw.length, value: arabicValue(raw) };
}

function arabicValue(raw: string): number {
  const plain = Number(raw);
  if (!Number.isNaN(plain)) return plain;
  return Number(raw.replaceAll(',', '').replace(/[０-９．]/g, (s) => String.fromCharCode(s.charCodeAt(0) - 0xfee0)));
}
