import { type BusinessDate, beijingDate } from '@luoshi/calendar';

/** Where operations take the time from; tests put their own in its place. */
export interface Clock {
  now(): Date;
  /** The day that it is in Beijing. */
  today(): BusinessDate;
}

export const systemClock: Clock = {
  now: () => new Date(),
  today: () => beijingDate(new Date()),
};
