import { longDate, moment } from '../../shared/format/dates.ts';

/** A recorded value as people say it: days and moments in words, within the year of the event without it. */
export function sayValue(value: string, eventAt: string): string {
  const day = /^(\d{4})-\d{2}-\d{2}$/.exec(value);
  if (day) return day[1] === moment(eventAt).slice(0, 4) ? longDate(value).slice(5) : longDate(value);
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value) ? moment(value) : value;
}
