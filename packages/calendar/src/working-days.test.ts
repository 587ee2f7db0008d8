import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addWorkingDays, publishedYears, workingDay } from './working-days.ts';

const iso = (moment: Date) => moment.toISOString().slice(0, 10);
const { first, last } = publishedYears();
const published = fc
  .date({ min: new Date(`${first}-01-01`), max: new Date(`${last}-12-31`), noInvalidDate: true })
  .map(iso);
const days = (from: string, to: string): string[] => {
  const all: string[] = [];
  for (let day = new Date(from); iso(day) <= to; day = new Date(day.getTime() + 24 * 3600 * 1000)) all.push(iso(day));
  return all;
};

test('holidays, moved weekends and common days as they were published', () => {
  expect(workingDay('2026-02-17')).toBe('no');
  expect(workingDay('2026-02-14'), 'a Saturday that is worked').toBe('yes');
  expect(workingDay('2026-03-02')).toBe('yes');
  expect(workingDay('2026-03-07')).toBe('no');
  expect(workingDay('2025-10-08')).toBe('no');
});

test('a year that is not published is not guessed', () => {
  for (const date of [`${last + 1}-01-04`, `${last + 1}-06-15`, `${first - 1}-06-15`])
    expect(workingDay(date)).toBe('unpublished');
  expect(addWorkingDays(`${last}-12-25`, 30)).toBe('unpublished');
});

test('what is no date is refused', () => {
  for (const date of ['2026-02-30', '2026-2-3', 'today', '']) expect(() => workingDay(date)).toThrow(RangeError);
  expect(() => addWorkingDays('2026-03-02', -1)).toThrow(RangeError);
});

test('working days are counted over weekends and holidays', () => {
  expect(addWorkingDays('2026-03-06', 3)).toBe('2026-03-11');
  expect(addWorkingDays('2026-03-07', 0)).toBe('2026-03-09');
  expect(addWorkingDays('2026-02-13', 1), 'the Saturday before the holiday').toBe('2026-02-14');
  expect(addWorkingDays('2026-02-14', 1)).toBe('2026-02-24');
});

test('every published year has working days and free days in a proportion that offices have', () => {
  for (let year = first; year <= last; year += 1) {
    const worked = days(`${year}-01-01`, `${year}-12-31`).filter((day) => workingDay(day) === 'yes').length;
    expect(worked, String(year)).toBeGreaterThan(240);
    expect(worked, String(year)).toBeLessThan(256);
  }
});

test('so many working days after a day lie exactly so many working days', () => {
  fc.assert(
    fc.property(published, fc.integer({ min: 0, max: 60 }), (date, count) => {
      const end = addWorkingDays(date, count);
      if (end === 'unpublished') return;
      expect(workingDay(end)).toBe('yes');
      const worked = days(date, end).filter((day) => workingDay(day) === 'yes' && day !== date).length;
      expect(worked).toBe(workingDay(date) === 'yes' || count > 0 ? count : 1);
    }),
  );
});

test('a longer time never ends earlier', () => {
  fc.assert(
    fc.property(published, fc.nat(40), fc.nat(40), (date, one, more) => {
      const [early, late] = [addWorkingDays(date, one), addWorkingDays(date, one + more)];
      if (early !== 'unpublished' && late !== 'unpublished') expect(early <= late).toBe(true);
    }),
  );
});
