/** A calendar day in Beijing, "YYYY-MM-DD". */
export type BusinessDate = string;

// Beijing has kept UTC+8 without daylight saving since 1992.
const BEIJING_OFFSET_MS = 8 * 3600 * 1000;

/** The day that it is in Beijing at a moment. */
export function beijingDate(moment: Date): BusinessDate {
  return new Date(moment.getTime() + BEIJING_OFFSET_MS).toISOString().slice(0, 10);
}

/** "2026-03-31" -> "2026年3月31日", as documents print it: no leading zeros. Throws RangeError on another form. */
export function chineseDate(date: BusinessDate): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!match) throw new RangeError(`not a business date: ${date}`);
  return `${match[1]}年${Number(match[2])}月${Number(match[3])}日`;
}
