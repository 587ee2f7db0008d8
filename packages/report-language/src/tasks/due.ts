const END: Record<string, string> = { 一: '03-31', 二: '06-30', 三: '09-30', 四: '12-31' };
const LAST_DAY = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const CUE =
  /(20[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日(?:前|之前|以前|起)?|(20[0-9]{2})年([0-9]{1,2})月(?:底|末|份)?|([一二三四1-4])季度|(上半年|下半年|年中)|(?:今年)?([0-9]{1,2})月(?:底|末|中旬|上旬|下旬|份)?(?:([0-9]{1,2})日)?|年内|年底|年末|全年|(?:到|至)?(20[0-9]{2})年(?:底|末|前)/g;

const day = (year: number, month: number, date: number): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;

const endOfMonth = (year: number, month: number): string => {
  const leap = month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0);
  return day(year, month, leap ? 29 : LAST_DAY[month - 1]!);
};

/**
 * The date by which the words want it done: 一季度 -> 03-31, 上半年 -> 06-30, 年内 -> 12-31, 10月底前 -> 10-31. With several,
 * the latest: only then is the whole commitment due. "" where the words give none or the year is unknown.
 */
export function readDue(text: string, year: number | null): string {
  let due = '';
  const keep = (date: string) => {
    if (date > due) due = date;
  };
  for (const m of text.matchAll(CUE)) {
    const [found, y, mo, d, y2, mo2, quarter, half, mo3, d3, y4] = m;
    const before = text.slice(Math.max(0, m.index - 2), m.index);
    const after = text.slice(m.index + found.length, m.index + found.length + 4);
    if (y) {
      if (valid(Number(mo), Number(d))) keep(day(Number(y), Number(mo), Number(d)));
    } else if (y2) {
      if (valid(Number(mo2), 1)) keep(endOfMonth(Number(y2), Number(mo2)));
    } else if (y4) {
      keep(day(Number(y4), 12, 31));
    } else if (year === null) {
    } else if (quarter) {
      const q = quarter.replace(/[1-4]/, (n) => '一二三四'[Number(n) - 1]!);
      keep(`${year}-${END[q]}`);
    } else if (half) {
      keep(`${year}-${half === '下半年' ? '12-31' : '06-30'}`);
    } else if (mo3) {
      // "12个月", "“9·01”" and "3月试营业" of the past are told apart by what stands around.
      if (/[“·0-9.]$/.test(before) || after.startsWith('个') || !valid(Number(mo3), Number(d3 ?? 1))) continue;
      keep(d3 ? day(year, Number(mo3), Number(d3)) : endOfMonth(year, Number(mo3)));
    } else if (found === '全年') {
      // 开门红、全年红 is no date.
      if (!/^(?:红|全季|候|制|无休)/.test(after)) keep(`${year}-12-31`);
    } else {
      keep(`${year}-12-31`);
    }
  }
  return due;
}

const valid = (month: number, date: number): boolean => month >= 1 && month <= 12 && date >= 1 && date <= 31;
