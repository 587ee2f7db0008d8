/** A number as read: `[start, end)` and its value. */
export interface ReadNumber {
  start: number;
  end: number;
  value: number;
}

const NUMBER = /[\d０-９]{1,3}(?:,[\d０-９]{3})+(?![\d０-９])(?:[.．][\d０-９]+)?|[\d０-９]+(?:[.．][\d０-９]+)?/y;

/** Reads the digits at `at`, with thousands groups and a decimal point. The caller knows that a digit stands there. */
export function readArabic(text: string, at: number): ReadNumber {
  NUMBER.lastIndex = at;
  const raw = NUMBER.exec(text)?.[0] ?? text.charAt(at);
  return { start: at, end: at + raw.length, value: arabicValue(raw) };
}

function arabicValue(raw: string): number {
  const plain = Number(raw);
  if (!Number.isNaN(plain)) return plain;
  return Number(raw.replaceAll(',', '').replace(/[０-９．]/g, (s) => String.fromCharCode(s.charCodeAt(0) - 0xfee0)));
}
