import calendar from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { BusinessDate } from './beijing.ts';

/** Whether offices work on a day. The State Council's office publishes each year's holidays late in the year before. */
export type WorkingDay = 'yes' | 'no' | 'unpublished';

const { holidays, workdays } = calendar as Record<'holidays' | 'workdays', Record<string, string>>;
const years = new Set(Object.keys(holidays).map((date) => Number(date.slice(0, 4))));
const FIRST = Math.min(...years);
const LAST = Math.max(...years);

/** The years whose holidays are known. */
export const publishedYears = (): { first: number; last: number } => ({ first: FIRST, last: LAST });

/**
 * Whether a day is worked: weekends moved and holidays as they were published. A year that is not published yet is not
 * guessed from its weekends. Throws RangeError on what is no date.
 */
export function workingDay(date: BusinessDate): WorkingDay {
  const day = weekday(date);
  const year = Number(date.slice(0, 4));
  // The notice for a year can still move days at the end of the year before, by days that this list then has.
  if (!years.has(year)) return 'unpublished';
  if (date in workdays) return 'yes';
  if (date in holidays) return 'no';
  return day === 0 || day === 6 ? 'no' : 'yes';
}

/** The day that comes after so many working days (0: the day itself, or the next that is worked), or that it is not published. */
export function addWorkingDays(date: BusinessDate, count: number): BusinessDate | 'unpublished' {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`not a number of days: ${count}`);
  let day = date;
  // Working days seen, this one not among them: "within 3 working days" of a Friday is the Wednesday after.
  for (let seen = 0; ; day = nextDay(day)) {
    const worked = workingDay(day);
    if (worked === 'unpublished') return 'unpublished';
    if (worked === 'no') continue;
    if (day !== date) seen += 1;
    if (seen >= count) return day;
  }
}

const DAY_MS = 24 * 3600 * 1000;

function weekday(date: BusinessDate): number {
  const moment = new Date(`${date}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(moment.getTime()) || !moment.toISOString().startsWith(date))
    throw new RangeError(`not a business date: ${date}`);
  return moment.getUTCDay();
}

const nextDay = (date: BusinessDate): BusinessDate =>
  new Date(new Date(`${date}T00:00:00Z`).getTime() + DAY_MS).toISOString().slice(0, 10);
