import { beijingDate } from '@luoshi/calendar';
import type { z } from 'zod';
import type { DigestTime, QuietHours } from './contract.ts';

const DAY_MS = 24 * 3_600_000;

/** A time of a business date; Beijing has had no summer time since 1991. */
const at = (date: string, time: string): Date => new Date(`${date}T${time}:00+08:00`);

/** The next moment after now at which it is this time in Beijing. */
export function nextAt(now: Date, time: z.infer<typeof DigestTime>['at']): Date {
  const today = at(beijingDate(now), time);
  return today > now ? today : at(beijingDate(new Date(now.getTime() + DAY_MS)), time);
}

/** When the quiet hours that now lies in are over; null outside of them. */
export function quietUntil(now: Date, { on, from, to }: z.infer<typeof QuietHours>): Date | null {
  if (!on) return null;
  const today = beijingDate(now);
  const begin = at(today, from);
  const end = at(today, to);
  const quiet = from < to ? now >= begin && now < end : now >= begin || now < end;
  return quiet ? nextAt(now, to) : null;
}
