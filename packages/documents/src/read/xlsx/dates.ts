/** Formats that Excel itself shows as dates, the East Asian ones included. */
const BUILT_IN = [
  [14, 17],
  [22, 22],
  [27, 31],
  [36, 36],
  [50, 54],
  [57, 58],
] as const;
const DAY_MS = 86_400_000;

/** Does a number format show the day? Times without a day do not. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN.some(([from, to]) => id >= from && id <= to);
  // Colours, conditions and what is quoted are no part of the format.
  const letters = code.replace(/\[[^\]]*\]|"[^"]*"|\\./gu, '').toLowerCase();
  return /y/.test(letters) || /m.*d|d.*m/.test(letters);
}

/** A day as spreadsheets count it -> "2026-03-02"; null where it is none that there was. */
export function dayOf(serial: number, from1904: boolean): string | null {
  const days = Math.floor(serial) + (from1904 ? 1462 : 0);
  // Excel believes that 1900 was a leap year: counting is right from 1 March 1900 on.
  if (!Number.isFinite(days) || days < 61 || days > 2_958_465) return null;
  return new Date(Date.UTC(1899, 11, 30) + days * DAY_MS).toISOString().slice(0, 10);
}
