import { beijingDate } from '@luoshi/calendar';
import type { Clock } from '../platform/clock.ts';

/** A clock that stands until it is moved. */
export class TestClock implements Clock {
  #now: Date;

  constructor(now: Date) {
    this.#now = now;
  }
  now(): Date {
    return new Date(this.#now);
  }
  today(): string {
    return beijingDate(this.#now);
  }
  set(now: Date): void {
    this.#now = now;
  }
  advance(milliseconds: number): void {
    this.#now = new Date(this.#now.getTime() + milliseconds);
  }
}
